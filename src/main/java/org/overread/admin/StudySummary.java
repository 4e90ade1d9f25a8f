package org.overread.admin;

/**
 * A study without patient data.
 *
 * @param description modalities and body part as words, e.g. "MR knee"; empty when not known
 * @param reason why it is in its state
 */
public record StudySummary(
    String studyUid,
    String state,
    String reason,
    String stateSince,
    String lastReceivedAt,
    String source,
    String description,
    int series,
    long instances) {}
