package org.overread.report;

import java.time.LocalDateTime;

/**
 * The shift of a reader in which a report was signed.
 *
 * @param begin local time of the first report after a pause, see {@link ReaderReportTable#PAUSE}
 * @param reports reports the reader signed from then until the one asked about, that one included;
 *     the versions of one report count once
 */
public record Shift(LocalDateTime begin, int reports) {}
