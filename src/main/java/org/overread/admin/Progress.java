package org.overread.admin;

/**
 * How far a long operation is.
 *
 * @param done of total; total is 0 when it is not known
 */
public record Progress(long done, long total) {}
