/**
 * The radiologist's text: turns an HL7 message, a Structured Report, a PDF or a CDA document into
 * {@link org.overread.report.ReportDocument}, and its parts into {@link
 * org.overread.report.ReportText}: sections and sentences with positions. Must not contain:
 * criteria, thresholds, what a sentence means.
 *
 * <p>The way of a report: {@link org.overread.report.OruReader} or {@link
 * org.overread.report.MdmReader} read a message by the {@link
 * org.overread.report.SenderConventions} of its sender; {@link org.overread.report.ReportIntake}
 * files the document; {@link org.overread.report.Matching} finds its studies, now or when they
 * come; {@link org.overread.report.ReportTable} says which of its versions stand; {@link
 * org.overread.report.ReportListener} is told when that has changed. Orders go the same way: {@link
 * org.overread.report.OrderReader}, {@link org.overread.report.OrderTable}.
 *
 * <p><b>Why one table for reports and orders?</b> Versions, keys, matching, waiting and the
 * administrator's lists are the same for both; only the content differs, which is JSON. Look again
 * when a query needs a field of the content.
 *
 * <p><b>Why are versions put in order by time and not by arrival?</b> Engines re-send, and several
 * connections overtake each other: the time of the status decides, then that of the message, then
 * arrival (HL-12). A version is never changed; what stands is computed from all of them at each
 * reading, so a late original, a correction before it and a withdrawal of the unknown need no case
 * of their own. A study has few documents; look again when one has hundreds.
 *
 * <p><b>Why is an addendum compared with the text it adds to?</b> Some senders send it alone,
 * others the whole report with it inside, under the same status. Contained text is taken once, so
 * neither loses or doubles a sentence. Look again when a sender rewords the report in an addendum.
 *
 * <p><b>Why do merged patients keep their identifiers?</b> Re-keying rows would lose what was
 * received and miss what still comes with the old number. Identifiers are followed to the survivor
 * when they are compared (HL-50); chains have a few links.
 *
 * <p><b>Why does another issuer hold a report, and a missing one not?</b> Equal numbers of two
 * authorities are two patients. Many senders name no authority at all; refusing those would hold
 * every report of such a site. Sites whose images and messages name one authority differently give
 * the other name in the settings.
 *
 * <p><b>Why does a withdrawal count without matching keys?</b> Whoever takes a report back may name
 * fewer keys, or the right patient instead of the wrong one. Leaving a wrong report standing is
 * worse than asking a human about a good one.
 */
package org.overread.report;
