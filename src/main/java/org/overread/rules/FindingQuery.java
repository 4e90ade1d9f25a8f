package org.overread.rules;

/**
 * One look through the findings in a condition: {@code findings.exists(f, ...)} and its kin.
 *
 * @param bounds outside of which no finding is looked at
 * @param wanted the answer of the predicate that makes a finding worth quoting: false for {@code
 *     all}
 * @param speaksFor true when what it finds makes the condition true, e.g. it is not negated
 * @param speaksAgainst true when what it finds makes the condition false
 */
record FindingQuery(
    FindingBounds bounds, boolean wanted, boolean speaksFor, boolean speaksAgainst) {}
