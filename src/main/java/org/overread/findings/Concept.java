package org.overread.findings;

/**
 * Something a vocabulary can find in a text.
 *
 * @param name e.g. "surgical referral"; unique in the vocabulary
 * @param group e.g. "surgery"; empty without one
 */
public record Concept(String name, String group) {}
