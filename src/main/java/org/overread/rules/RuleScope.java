package org.overread.rules;

import java.util.Map;
import org.overread.report.SectionKind;

/**
 * What a rule's conditions share.
 *
 * @param unsigned the rule sees the findings of a preliminary report
 * @param weights of the sections, for the rule's criterion
 */
record RuleScope(boolean unsigned, Map<SectionKind, Double> weights) {}
