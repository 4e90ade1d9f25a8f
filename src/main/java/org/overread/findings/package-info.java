/**
 * What the text says: {@link org.overread.findings.Mention}s of the vocabulary's concepts, each
 * asserted on separate axes with the words that decided. {@link org.overread.findings.TextReader}
 * reads a text by a {@link org.overread.findings.Vocabulary}; {@link
 * org.overread.findings.NegexScore} measures how well. Must not contain: rules, tables, what
 * follows from a finding.
 *
 * <h2>The files conf/vocabulary/*.txt</h2>
 *
 * <p>UTF-8. A block begins with {@code kind: name} at the line's start; settings follow, one a
 * line; lists hold one indented phrase a line. {@code #} begins a comment. Which file a block
 * stands in does not matter: names are known to all files. Small and capital letters are the same.
 *
 * <pre>
 * set: degree                      # words for use in phrases
 *   mild|moderate|severe
 *   high-grade
 *
 * concept: surgical referral       # the name rules use; unique
 * group: surgery                   # optional: rules can ask for all of a group
 * negation: outside                # or inside: the phrases say "no" themselves
 * phrases:
 *   {surgical specialty} consultation [is] recommended
 *   refer* to ...3 {surgical specialty}
 * look-alikes:                     # a match that shares a word with one of these is void
 *   surgical neck
 *
 * concept: severe stenosis with symptoms       # a concept that rests on others
 * all of:                          # the first part's every mention, with the best of the others
 *   severe stenosis
 *   severe symptom
 * unless:                          # not if one of these, not negated, is as near
 *   stable disease
 * within: sentence                 # or: 2 sentences, section, report
 * assertion: weakest               # or the part whose assertion it takes
 *
 * score: BI-RADS                   # name in the text, then a category: a concept with category
 * group: reporting score
 * written:
 *   bi-rads|birads
 * attached: tr                     # words that hold both: "TR5"
 * categories: 0 1 2 3 4 4A 4B 4C 5 6 2F=IIF
 * </pre>
 *
 * <p>In phrases: {@code word*} any word that begins so · {@code tear(s)}, {@code an(a)emia} letters
 * that may be missing · {@code a|b} one of these words · {@code [a b]} may be missing · {@code <a b
 * | c>} one of these, with blanks around the bar · {@code {set}} · {@code ...} up to five words in
 * between, {@code ...3} up to three; commas are not counted, other marks end the gap · {@code @} a
 * digit · {@code , : ; ? ( )} marks. Hyphen and slash are blanks: {@code full-thickness} is also
 * "full thickness". The text must hold the words in this order with nothing else between.
 *
 * <p>Built-in concepts, which rules may name and the files may use: "growth" and "shrinkage", two
 * sizes compared ("increased from 9 to 17 mm"), with the new size.
 *
 * <pre>
 * cue: no                          # words that assert the concepts around them
 * says: negated                    # or unlikely, possible, probable, present, hypothetical,
 *                                  # question, historical, other person, quoted, boilerplate;
 *                                  # several with commas; nothing: only looks like a cue
 * reaches: forward                 # or backward, both, inside (the gap of a phrase)
 * as far as: clause                # or sentence, or e.g. 6 words
 * where: anywhere                  # or clause start, clause end: else it is no cue
 * sections: history, order         # default: all
 * phrases:
 *   no evidence of
 *
 * stop: another clause             # words that end the reach of cues
 * for: historical                  # of these cues only; default: all that do not say "sentence"
 * where: anywhere                  # or: after a comma (a verb: back to the comma, unless
 *                                  # and/or/nor goes on there), not in a list (a grade: no stop
 *                                  # where "or" follows), after a cue (may follow "clause end")
 * phrases:
 *   but
 * </pre>
 *
 * <p>Of cues and stops the leftmost counts, then the longest. A cue made of a concept's own words
 * does not assert it (so do not write "old fracture" for a phrase); one in its gap does ("heart is
 * not enlarged" for {@code heart ... enlarged}).
 *
 * <h2>Decisions</h2>
 *
 * <p>Why no library? The Java candidate brought 47 jars, was not thread-safe and scored lower. What
 * decides is the cue file: two engines with the same cues score the same. Look again when sentences
 * beyond cue words (coreference, conditions over sentences) cause most of the wrong flags.
 *
 * <p>Why is "stable" a concept and not an axis? Whether stable known disease matters is the rule's
 * business: it stays present and current, and a rule or a derived concept says "unless stable
 * disease". What was treated, healed or is old is historical.
 *
 * <p>Why is a question not hypothetical? "r/o fracture" in an order asks; "if a fracture is found"
 * supposes. Rules on the order want to tell them apart; no flag rests on either.
 *
 * <p>Why does every cue end within 80 words? It bounds the work per mention, so that a line of 1 MB
 * without a full stop costs as much as the same text in sentences. No report's list was longer.
 *
 * <p>Why is a text over 2 million characters refused as a whole? Half a reading would look like a
 * whole one. The longest of 160 sample reports has 3 thousand.
 */
package org.overread.findings;
