package org.overread.report;

/**
 * A sentence, or what stands for one: a bullet, a line of a telegraphic report. Positions as in
 * {@link Section}.
 *
 * @param section position of its section in {@link ReportText#sections}
 */
public record Sentence(int section, int start, int end) {}
