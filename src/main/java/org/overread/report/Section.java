package org.overread.report;

/**
 * A part of a report's text. Positions count UTF-16 code units of {@link ReportText#text}, the end
 * exclusive; the heading, if there is one, lies before {@code start}.
 *
 * @param heading as written, without colon and blanks; empty without one
 */
public record Section(SectionKind kind, String heading, int start, int end) {}
