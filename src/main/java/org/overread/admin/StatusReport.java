package org.overread.admin;

import java.util.List;
import java.util.Map;

/**
 * The node at a glance.
 *
 * @param dicom AE titles and address, e.g. OVERREAD@127.0.0.1:11112
 * @param hl7 address of the HL7 port; empty without one
 * @param documents number of reports and orders by state
 * @param messages number of HL7 messages by state
 * @param studies number of studies by state
 * @param queues pieces of work that wait, by queue
 * @param freeBytes free disk space of the archive
 * @param reserveBytes below it nothing is accepted
 * @param openAssociations accepted at this moment
 * @param received instances stored and bytes of data sets received since the start
 * @param statuses C-STORE statuses answered since the start, by code as four hexadecimal digits
 * @param rules version of the rule set
 * @param dryRun nothing is sent
 * @param attention what a human should look at; empty when all is well
 */
public record StatusReport(
    String version,
    String startedAt,
    List<String> dicom,
    String hl7,
    Map<String, Long> studies,
    Map<String, Long> documents,
    Map<String, Long> messages,
    Map<String, Long> queues,
    long freeBytes,
    long reserveBytes,
    int openAssociations,
    Received received,
    Map<String, Long> statuses,
    String rules,
    boolean dryRun,
    List<String> attention) {

  /** Counted since the start of the process. */
  public record Received(long instances, long bytes) {}
}
