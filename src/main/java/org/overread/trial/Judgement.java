package org.overread.trial;

import java.util.List;
import java.util.Map;
import org.overread.rules.Decision;

/**
 * What the rules say of one case.
 *
 * @param criteria those with a YES, each with its rules and the words they rest on
 * @param subspecialty that would read it
 */
public record Judgement(
    Decision decision, Map<String, List<String>> criteria, String subspecialty) {
  public Judgement {
    criteria = Map.copyOf(criteria);
  }
}
