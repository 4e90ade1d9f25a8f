/**
 * The radiologist's text: turns an HL7 message, a Structured Report, a PDF or a CDA document into
 * {@link org.overread.report.ReportDocument}, and its parts into {@link
 * org.overread.report.ReportText}: sections and sentences with positions. Must not contain:
 * criteria, thresholds, what a sentence means.
 */
package org.overread.report;
