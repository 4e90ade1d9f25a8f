package org.overread.report;

import java.util.Optional;

/**
 * A piece of a report as the source divided it: an SR container, the OBX segments of one
 * observation, a CDA section; or all of it.
 *
 * @param kind what the source's own code says it is; empty when only headings in the text can tell
 * @param heading the code meaning or title; empty without one
 * @param text line breaks as \n
 */
public record ReportPart(Optional<SectionKind> kind, String heading, String text) {}
