package org.overread.dicom;

/**
 * Where an element of the top level lies in an encoded data set.
 *
 * @param tag its tag
 * @param start of its header, counted from the first byte of the data set
 * @param end behind its value, and behind the delimiter of one of undefined length
 */
public record ElementRange(int tag, long start, long end) {}
