package org.overread.findings;

import java.util.Optional;
import org.overread.report.SectionKind;

/**
 * A concept of the vocabulary, found in a text.
 *
 * @param concept its name in the vocabulary, e.g. "surgical referral"
 * @param group the concept's group in the vocabulary, e.g. "serious diagnosis"; empty without one
 * @param start of the words, in {@code ReportText.text}
 * @param end exclusive
 * @param sentence position in {@code ReportText.sentences}
 * @param category of a reporting score, e.g. "4A"; empty for other concepts
 * @param sizeMm the size the text gives it, millimetres, the largest of several
 */
public record Mention(
    String concept,
    String group,
    int start,
    int end,
    SectionKind section,
    int sentence,
    Assertion assertion,
    Optional<String> category,
    Optional<Double> sizeMm) {}
