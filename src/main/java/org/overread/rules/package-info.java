/**
 * Decides, with evidence, whether a study calls for a second reading. {@link
 * org.overread.rules.CaseFacts} gathers what is known from headers; {@link
 * org.overread.rules.RuleSet} loads the rule folder and gives a {@link
 * org.overread.rules.Decision}. Must not contain: tables, the clock, the network, randomness; the
 * same headers and the same files give the same decision.
 *
 * <p><b>Why are absent values missing keys rather than CEL unknowns?</b> The language then answers
 * with an error that {@code &&} and {@code ||} absorb when the other side decides, and our own map
 * notes which attribute was asked for, which also gives the evidence of a YES. Measured: a decision
 * with the product's rules on 12 series takes 0.25 ms of processor time. Look again when the
 * language's partial evaluation can report attributes of list elements.
 *
 * <p><b>Why are a discontinuation reason and key objects false, not unknown, when absent?</b> They
 * are marks: the standard has nothing else that says "not discontinued". As unknowns they would
 * make the quality rule undecided for every study. Look again when MPPS is received, which does say
 * "completed".
 *
 * <p><b>Why do points that are not known leave a rule NOT_KNOWN?</b> Only when they could still
 * reach the limit. A rule that said NO there would hide that the field strength was never sent.
 * Nothing is flagged by NOT_KNOWN; it is shown.
 *
 * <p><b>Why do two criteria raise level 4 to 3?</b> Level 4 is a matter of learning; a study that
 * meets two criteria has more than that at stake. Level 1 to 3 are not raised. Not measured. Look
 * again with the first months of replies.
 *
 * <p><b>Why does any cue word void a phrase of the order in the same clause?</b> Orders are short
 * and a false flag costs trust; this is words and commas, not a reading of text. Missed phrases
 * show as NO with the attribute looked at.
 */
package org.overread.rules;
