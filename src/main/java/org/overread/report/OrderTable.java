package org.overread.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overread.database.Transaction;
import org.overread.report.DocumentTable.NewDocument;

/** Orders in table document: each message as received, and what they say together. */
public final class OrderTable {
  private final DocumentTable documents = new DocumentTable();

  /**
   * The orders of a study, oldest first: of each what its messages say together, a later one before
   * an earlier one (HL-22). Cancelled ones are among them: look at the status.
   */
  public List<OrderMessage> current(Transaction tx, long studyPk) {
    Map<String, List<Version>> byIdentity =
        documents.ofStudy(tx, DocumentKind.ORDER, studyPk).stream()
            .sorted(Version.OLDEST_FIRST)
            .collect(
                Collectors.groupingBy(Version::identity, LinkedHashMap::new, Collectors.toList()));
    List<OrderMessage> result = new ArrayList<>();
    for (List<Version> versions : byIdentity.values()) {
      versions.stream()
          .map(version -> order(tx, version))
          .reduce((earlier, later) -> later.over(earlier))
          .ifPresent(result::add);
    }
    return result;
  }

  /** A message as it was received; empty when it is gone. */
  public Optional<OrderMessage> find(Transaction tx, long documentPk) {
    return documents
        .find(tx, documentPk)
        .filter(row -> row.kind() == DocumentKind.ORDER)
        .map(row -> order(tx, documents.version(tx, documentPk)));
  }

  private OrderMessage order(Transaction tx, Version version) {
    StoredContent.Order content =
        StoredContent.read(documents.content(tx, version.pk()), StoredContent.Order.class);
    return new OrderMessage(
        version.documentId(),
        OrderStatus.valueOf(version.status()),
        CaseKey.join(documents.keys(tx, version.pk())),
        version.time(),
        content.values());
  }

  static NewDocument row(OrderMessage order, ReportOrigin origin) {
    return new NewDocument(
        DocumentKind.ORDER,
        ReportSource.HL7,
        origin,
        order.documentId(),
        "",
        order.status().name(),
        Version.text(order.time()),
        true,
        order.keys(),
        StoredContent.write(new StoredContent.Order(order.values())));
  }
}
