/**
 * What was decided, what was asked of which reading group, and what became of each instance: tables
 * decision, request, delivery (the ledger) and sent_study; and what the group is told: {@link
 * org.overread.request.KeyObjectBuilder}, {@link org.overread.request.CoverSheetBuilder}, {@link
 * org.overread.request.OrderMessageBuilder}. {@link org.overread.request.Ledger} answers "sent n of
 * m, and why not all".
 *
 * <p>Must not contain: sending, retry, any SQL outside the table classes.
 *
 * <p><b>Why is a request unique per study and group?</b> Late instances must not make a second case
 * (CMP-20): they are added to the request that is there. The unique key says so even when two nodes
 * try at once.
 *
 * <p><b>Why may a study have several decisions of one content?</b> An administrator may ask for a
 * new evaluation after rules changed. The old decision explains what was done before and is kept;
 * the newest counts.
 *
 * <p><b>Why does sent_study outlive the study?</b> A study that comes back from a reading group
 * within 30 days makes no case (FWD-06), also when retention has removed it here meanwhile.
 *
 * <p><b>Why are the bytes of a document stored?</b> A retry must send the same bytes under the same
 * UIDs, also after the settings or the first report changed. Images acknowledged later make a new
 * revision, which names the former cover sheet as its predecessor.
 */
package org.overread.request;
