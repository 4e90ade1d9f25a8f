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
 * <p>What comes with the images: {@link org.overread.report.ReportInstances} says which instances
 * may be reports, and reads them ({@link org.overread.report.SrReader}, {@link
 * org.overread.report.EncapsulatedReader}).
 *
 * <p><b>Why is a PDF read in a process of its own?</b> A PDF can make its reader use any amount of
 * time and memory, and a thread in an endless loop cannot be stopped; a process can. PDFBox is thus
 * never loaded into the node. Measured: 0.7 s for a page, 70 MB in the helper while it runs. Look
 * again when a site sends more than one PDF report a second.
 *
 * <p><b>Why does a modifier change the line of its finding?</b> A coded "Mass" whose modifier says
 * "absent" stands in the tree like any other finding; printed item by item it would read as found
 * (QR-83). Modifiers go in parentheses behind what they modify, those that take it back as words
 * that deny it. Look again when rules read codes instead of text.
 *
 * <p><b>Why is an unverified Structured Report preliminary?</b> Its flags are all there is to tell
 * a draft from a report; one that is complete and called FINAL counts as signed without a verifier.
 * Look again when a site's reports are always unverified: then it is a setting of that sender.
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
