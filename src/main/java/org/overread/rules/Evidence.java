package org.overread.rules;

/**
 * A fact that a YES rests on.
 *
 * @param source where it was read, e.g. "series 3, Magnetic Field Strength (0018,0087)"
 * @param value the value, as quoted to the administrator; may be patient-related text: never logged
 */
public record Evidence(String source, String value) {}
