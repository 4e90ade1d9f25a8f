package org.overread.report;

/**
 * What became of a document that was filed.
 *
 * @param documentPk its row, or that of the equal version which was there before
 * @param isNew false for a repetition of the newest version, which has no effect
 */
public record Filed(long documentPk, DocumentState state, boolean isNew) {}
