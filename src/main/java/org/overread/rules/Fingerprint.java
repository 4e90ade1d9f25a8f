package org.overread.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.overread.findings.Assertion;
import org.overread.findings.Mention;
import org.overread.report.Section;
import org.overread.report.Sentence;

/**
 * The hash that tells whether two decisions saw the same facts. Numbers and lengths part the
 * values, so that no value can imitate a separator.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String of(CaseFacts facts) {
    StringBuilder canonical = new StringBuilder();
    append(canonical, "study", facts.study());
    for (int i = 0; i < facts.series().size(); i++) {
      append(canonical, "series " + i, facts.series().get(i));
    }
    append(canonical, "order", facts.order());
    append(canonical, "source", facts.source());
    append(canonical, "report", facts.report());
    append(canonical, "reader", facts.reader());
    append(canonical, "sampling", facts.sampling());
    facts.text().ifPresent(text -> append(canonical, text));
    return sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder canonical, String subject, FactSet facts) {
    for (Fact fact : facts.all()) {
      List.of(subject, fact.field().term(), String.valueOf(fact.value()), fact.source())
          .forEach(part -> append(canonical, part));
    }
  }

  private static void append(StringBuilder canonical, CaseText text) {
    append(canonical, text.status().map(CaseText::term).orElse(""));
    append(canonical, text.text().text());
    for (Section section : text.text().sections()) {
      append(canonical, section.kind().term());
      append(canonical, section.heading());
      canonical.append(section.start()).append(',').append(section.end()).append(';');
    }
    for (Sentence sentence : text.text().sentences()) {
      canonical.append(sentence.section()).append(',');
      canonical.append(sentence.start()).append(',').append(sentence.end()).append(';');
    }
    text.mentions().forEach(mention -> append(canonical, mention));
  }

  private static void append(StringBuilder canonical, Mention mention) {
    Assertion assertion = mention.assertion();
    append(canonical, mention.concept());
    append(canonical, mention.group());
    append(canonical, mention.section().term());
    append(canonical, mention.category().orElse(""));
    append(canonical, mention.sizeMm().map(String::valueOf).orElse(""));
    canonical.append(mention.start()).append(',').append(mention.end()).append(',');
    canonical.append(mention.sentence()).append(assertion.certainty().name());
    for (boolean flag :
        List.of(
            assertion.hypothetical(),
            assertion.question(),
            assertion.historical(),
            assertion.otherPerson(),
            assertion.quoted(),
            assertion.boilerplate())) {
      canonical.append(flag ? '1' : '0');
    }
    for (Assertion.Reason reason : assertion.reasons()) {
      canonical.append(reason.axis().name()).append(',');
      canonical.append(reason.start()).append(',').append(reason.end()).append(';');
    }
  }

  private static void append(StringBuilder canonical, String part) {
    canonical.append(part.length()).append(':').append(part);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
