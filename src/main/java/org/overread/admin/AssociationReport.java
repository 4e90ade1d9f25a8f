package org.overread.admin;

/**
 * An open association.
 *
 * @param id as in the log
 * @param bytes received and sent
 */
public record AssociationReport(
    long id,
    String callingAeTitle,
    String calledAeTitle,
    String address,
    String state,
    long ageSeconds,
    long bytes) {}
