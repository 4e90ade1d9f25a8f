package org.overread.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.overread.dicom.Uid;
import org.overread.network.service.ProposedContext;
import org.overread.study.InstanceRow;

/**
 * Which presentation contexts to propose (FWD-03): each pair of SOP class and transfer syntax that
 * occurs has a context of its own, so that the peer's choice for one cannot exclude another. Each
 * SOP class has one more with the uncompressed syntaxes that do not occur (PS3.5 10.1 wants the
 * default syntax offered); nothing is converted, but the answer tells what the destination would
 * take.
 */
final class ContextPlan {
  /** Context IDs are the odd numbers 1..255 (PS3.8 9.3.2.2). */
  static final int MOST_CONTEXTS = 128;

  private static final List<String> FALL_BACK =
      List.of(Uid.ExplicitVRLittleEndian, Uid.ImplicitVRLittleEndian);

  private ContextPlan() {}

  /**
   * Contexts of one association, at most 128, and the instances that need them, in the order given.
   */
  record Batch(List<ProposedContext> contexts, List<InstanceRow> instances) {}

  private record Pair(String sopClassUid, String transferSyntaxUid) {
    static Pair of(InstanceRow instance) {
      return new Pair(instance.sopClassUid(), instance.transferSyntaxUid());
    }
  }

  /** One batch, or several in sequence where the pairs need more than 128 contexts. */
  static List<Batch> of(List<InstanceRow> instances) {
    Map<String, Set<String>> syntaxes = new LinkedHashMap<>();
    instances.forEach(
        instance ->
            syntaxes
                .computeIfAbsent(instance.sopClassUid(), uid -> new LinkedHashSet<>())
                .add(instance.transferSyntaxUid()));
    List<List<ProposedContext>> plans = new ArrayList<>();
    syntaxes.forEach(
        (sopClass, found) ->
            contextsOf(sopClass, List.copyOf(found)).forEach(part -> add(plans, part)));
    return plans.stream().map(contexts -> batch(contexts, instances)).toList();
  }

  /** The contexts of one SOP class, in parts that fit one association each. */
  private static List<List<ProposedContext>> contextsOf(String sopClass, List<String> found) {
    List<String> fallBack = FALL_BACK.stream().filter(syntax -> !found.contains(syntax)).toList();
    int step = MOST_CONTEXTS - 1;
    List<List<ProposedContext>> parts = new ArrayList<>();
    for (int from = 0; from < found.size(); from += step) {
      Stream<ProposedContext> own =
          found.subList(from, Math.min(found.size(), from + step)).stream()
              .map(syntax -> new ProposedContext(sopClass, List.of(syntax)));
      Stream<ProposedContext> more =
          fallBack.isEmpty() ? Stream.empty() : Stream.of(new ProposedContext(sopClass, fallBack));
      parts.add(Stream.concat(own, more).toList());
    }
    return parts;
  }

  private static void add(List<List<ProposedContext>> plans, List<ProposedContext> part) {
    if (plans.isEmpty() || plans.get(plans.size() - 1).size() + part.size() > MOST_CONTEXTS) {
      plans.add(new ArrayList<>());
    }
    plans.get(plans.size() - 1).addAll(part);
  }

  private static Batch batch(List<ProposedContext> contexts, List<InstanceRow> instances) {
    Set<Pair> pairs = new LinkedHashSet<>();
    contexts.stream()
        .filter(context -> context.transferSyntaxes().size() == 1)
        .forEach(
            context ->
                pairs.add(new Pair(context.abstractSyntax(), context.transferSyntaxes().get(0))));
    return new Batch(
        List.copyOf(contexts),
        instances.stream().filter(instance -> pairs.contains(Pair.of(instance))).toList());
  }
}
