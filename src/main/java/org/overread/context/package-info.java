/**
 * What is known here of a case beside its images and its report: who read it and when in the shift,
 * the patient's earlier studies and requests, and whether the patient opted out. {@link
 * org.overread.context.CaseContext} adds it to the facts that rules judge; {@link
 * org.overread.context.ContextSettings} holds the site's table of readers.
 *
 * <p>Must not contain: rules, thresholds, SQL text, what is done with a case.
 *
 * <p><b>Why is a fact absent so often?</b> A rule that rests on "no prior" or "outside the reader's
 * specialty" accuses somebody. What the tables cannot answer is therefore not given, and the rule
 * says what was missing: a study of unknown body part that might be the earlier one leaves {@code
 * study.hasPrior} open instead of false, and the first hours after the installation know no shifts.
 * Look again when sites feed their calendar of shifts.
 *
 * <p><b>Why are earlier studies known by texts only?</b> The index keeps Body Part Examined and
 * descriptions, not the codes of procedure and region. Reading the files of every earlier study
 * would make a decision as slow as its patient is ill. Look again when a site sends codes alone.
 *
 * <p><b>Why does an episode end at the study's own request?</b> Studies of one episode are asked
 * for one after the other. When the first is decided again because its report changed, the request
 * of the second must not take it back.
 *
 * <p><b>Why does a list of opted-out patients only grow while it cannot be read whole?</b> A file
 * that an editor is writing, or that has a slip in one line, must not let through a patient who was
 * on it a moment ago. It is warned about, and a start refuses it.
 *
 * <p><b>Why are a reader's times kept apart from the reports?</b> Reports stay with their study,
 * and go with it; a shift is asked for with each evaluation. A row of 200 bytes a report, found by
 * an index of reader and time: a shift of 120 reports is one range of it.
 */
package org.overread.context;
