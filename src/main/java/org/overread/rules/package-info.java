/**
 * Decides, with evidence, whether a study calls for a second reading. {@link
 * org.overread.rules.CaseFacts} gathers what is known from headers, from the report and here;
 * {@link org.overread.rules.RuleSet} loads the rule folder and gives a {@link
 * org.overread.rules.Decision}. Must not contain: tables, the clock, the network, randomness; the
 * same facts and the same files give the same decision.
 *
 * <p><b>The documents of a rule folder</b> (files *.yaml, documents parted by ---):
 *
 * <pre>
 * rule: surgery-recommended      # unique name
 * criterion: surgery_recommended
 * mode: auto                     # off | shadow (flags nothing) | approve (a person releases it) | auto
 * level: 3                       # 1 most urgent to 5
 * preliminary: false             # true: sees the findings of unsigned reports; level 1 only
 * when: findings.exists(f, f.concept == "surgical referral" &amp;&amp; f.present &amp;&amp; f.weight == 1.0)
 * because: Surgery has been recommended.
 * ---
 * lists: {advice: [impression, recommendation, addendum]}    # f.section in advice, f.concept in ...
 * ---
 * weights: {treatment_failure: {history: 0.5}}               # f.weight by criterion and section
 * ---
 * policy:
 *   off: [complex_unusual]       # criteria that flag nothing
 *   least-urgent-level: 4        # level 5 flags nothing
 *   same-episode: withhold       # or flag: a study of an episode that was flagged before
 *   deadline-hours: [24, 24, 48, 72, 72]
 * </pre>
 *
 * <p><b>The language of conditions</b> is CEL. Variables: {@code study}, {@code series} (a list),
 * {@code order}, {@code source}, {@code protocol}, {@code report}, {@code reader}, {@code
 * sampling}, {@code findings} (a list); {@link org.overread.rules.FactField} has all their fields.
 * A finding {@code f} has
 *
 * <ul>
 *   <li>{@code concept}, {@code group} (names of the vocabulary, checked at load), {@code section}
 *       ("order", "history", "technique", "comparison", "findings", "impression", "recommendation",
 *       "addendum", "body"), {@code sentence} (a number that two findings of one sentence share)
 *   <li>{@code certainty} ("negated", "unlikely", "possible", "probable", "present"), and the flags
 *       {@code current} (of this patient, now, meant), {@code present} (current, and probable or
 *       present), {@code possible} (current, and at least possible), {@code negated}, {@code
 *       historical}, {@code hypothetical}, {@code question}, {@code otherPerson}, {@code quoted},
 *       {@code boilerplate}
 *   <li>{@code category} (e.g. "4A", empty without one), {@code sizeMm} (absent without one),
 *       {@code weight} (0 to 1, by section and criterion)
 * </ul>
 *
 * Macros: {@code findings.exists(f, ...)}, {@code exists_one}, {@code all}, {@code filter(f,
 * ...).size()}, {@code map}; they nest: {@code findings.exists(f, f.concept == "a" &amp;&amp;
 * findings.exists(g, g.concept == "b" &amp;&amp; g.sentence == f.sentence))}. Parts on {@code
 * f.concept}, {@code f.group} and {@code f.section} are used as an index; they may stand anywhere
 * in the condition.
 *
 * <p><b>Without a report</b> {@code report} is absent, and {@code findings} are those of the order
 * and one more of which nothing is known: so a condition that finds enough in the order is YES, one
 * that finds nothing is NOT_KNOWN ("no report has arrived"), and one that can be met in the order
 * only ({@code f.section == "order"}) is NO. The same holds for a report that is withdrawn, and for
 * one that is not signed unless the rule says {@code preliminary: true}.
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
 *
 * <p><b>Why is the index made by rewriting the condition, not by a language of our own?</b> The
 * value of the condition stays that of CEL: only findings for which the predicate is certainly
 * false are left out, and the language's own loop runs over the rest. The same rewriting notes
 * which finding answered, so evidence needs no second evaluation. Look again when the library can
 * report what a comprehension looked at.
 *
 * <p><b>Why are some conditions not computed?</b> Where looks through the findings alone decide,
 * and there is nothing to look at but a report unseen, the answer follows from how they are joined
 * ({@link org.overread.rules.Shape}); the language would throw an exception for every field asked.
 * Measured with 36 rules, client compiler: without a report 0.25 ms of processor time instead of
 * 2.7 ms; with one 0.6 ms, 1.5 ms in the slowest of a hundred. Look again when a decision takes
 * over 1 ms.
 *
 * <p><b>Why is the policy in the rule folder?</b> It changes decisions; with the rules it is part
 * of their version, so that a stored decision can be computed again. Look again when the policy
 * must differ between nodes that share rules.
 */
package org.overread.rules;
