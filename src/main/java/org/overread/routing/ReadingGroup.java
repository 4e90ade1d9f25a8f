package org.overread.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A group of second readers and the application entity that takes its studies.
 *
 * @param name in the settings, e.g. neuro
 * @param aeTitle of its receiver
 * @param host of its receiver
 * @param port of its receiver
 * @param subspecialties it reads, by the names of the subspecialty table
 * @param modalities it reads; empty for all
 * @param hours when it takes studies; empty for always
 * @param dailyCap most studies a day, counted from local midnight; 0 for no cap
 * @param fallback takes what no other group takes
 * @param enabled false keeps it in the settings but sends nothing
 * @param callingAeTitle the title of ours that calls it
 * @param associations most associations to it at once
 * @param sendWindows when it may be sent to; empty for always; stat cases ignore it
 * @param documents what it gets beside the images
 * @param blinded it gets nothing that tells what the first reading found
 * @param orders its HL7 port; present when it takes {@link RequestDocument#HL7_ORDER}
 * @param coercion what is changed in the copies it gets
 */
public record ReadingGroup(
    String name,
    String aeTitle,
    String host,
    int port,
    Set<String> subspecialties,
    Set<String> modalities,
    List<TimeWindow> hours,
    int dailyCap,
    boolean fallback,
    boolean enabled,
    String callingAeTitle,
    int associations,
    List<TimeWindow> sendWindows,
    Set<RequestDocument> documents,
    boolean blinded,
    Optional<OrderPort> orders,
    Coercion coercion) {

  public ReadingGroup {
    if (documents.contains(RequestDocument.HL7_ORDER) && orders.isEmpty()) {
      throw new IllegalArgumentException("an HL7 order needs the port it goes to");
    }
  }

  /** A group that gets the images only. */
  public ReadingGroup(
      String name,
      String aeTitle,
      String host,
      int port,
      Set<String> subspecialties,
      Set<String> modalities,
      List<TimeWindow> hours,
      int dailyCap,
      boolean fallback,
      boolean enabled,
      String callingAeTitle,
      int associations,
      List<TimeWindow> sendWindows) {
    this(
        name,
        aeTitle,
        host,
        port,
        subspecialties,
        modalities,
        hours,
        dailyCap,
        fallback,
        enabled,
        callingAeTitle,
        associations,
        sendWindows,
        Set.of(),
        false,
        Optional.empty(),
        Coercion.NONE);
  }

  /** This group with other documents. */
  public ReadingGroup withDocuments(Set<RequestDocument> wanted, boolean blind) {
    return with(wanted, blind, orders, coercion);
  }

  /** This group with an HL7 port, which gets orders there beside its other documents. */
  public ReadingGroup withOrders(OrderPort port) {
    Set<RequestDocument> all = new HashSet<>(documents);
    all.add(RequestDocument.HL7_ORDER);
    return with(all, blinded, Optional.of(port), coercion);
  }

  /** This group with other changes to its copies. */
  public ReadingGroup withCoercion(Coercion changes) {
    return with(documents, blinded, orders, changes);
  }

  private ReadingGroup with(
      Set<RequestDocument> wanted, boolean blind, Optional<OrderPort> port, Coercion changes) {
    return new ReadingGroup(
        name,
        aeTitle,
        host,
        this.port,
        subspecialties,
        modalities,
        hours,
        dailyCap,
        fallback,
        enabled,
        callingAeTitle,
        associations,
        sendWindows,
        Set.copyOf(wanted),
        blind,
        port,
        changes);
  }
}
