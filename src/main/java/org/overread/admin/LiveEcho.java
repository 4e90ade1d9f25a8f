package org.overread.admin;

import java.util.List;
import java.util.Optional;
import org.overread.config.Configuration;
import org.overread.dicom.Uid;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;

/** C-ECHO on demand (PS3.4 Annex A): is the destination there, and does it know us? */
final class LiveEcho {
  private static final List<ProposedContext> VERIFICATION =
      List.of(new ProposedContext(Uid.Verification, List.of(Uid.ImplicitVRLittleEndian)));

  private final RunningParts parts;

  LiveEcho(RunningParts parts) {
    this.parts = parts;
  }

  private record Target(String callingAeTitle, RemoteAe remote) {}

  /**
   * Empty when no reading group and no peer with a port has this name; a reading group comes first.
   */
  Optional<EchoReport> to(String name) {
    return target(name).map(target -> echo(name, target));
  }

  private Optional<Target> target(String name) {
    Configuration configuration = parts.configuration();
    Optional<Target> group =
        configuration.readingGroups().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .map(
                each ->
                    new Target(
                        each.callingAeTitle(),
                        new RemoteAe(each.aeTitle(), each.host(), each.port())));
    return group.or(
        () ->
            Optional.ofNullable(configuration.callablePeers().get(name))
                .map(remote -> new Target(configuration.node().aeTitles().get(0), remote)));
  }

  private EchoReport echo(String name, Target target) {
    long start = System.nanoTime();
    try (RequestedAssociation association =
        parts.requestor().open(target.callingAeTitle(), target.remote(), VERIFICATION)) {
      if (association.acceptedTransferSyntax(Uid.Verification).isEmpty()) {
        return report(name, target, false, "it does not accept Verification", start);
      }
      Status status = association.echo();
      boolean success = status.category() == Status.Category.SUCCESS;
      return report(
          name,
          target,
          success,
          String.format("status %04X %s", status.code(), status.comment()).strip(),
          start);
    } catch (AssociationException e) {
      return report(name, target, false, e.getMessage(), start);
    }
  }

  private static EchoReport report(
      String name, Target target, boolean success, String text, long start) {
    return new EchoReport(
        name, target.remote().toString(), success, text, (System.nanoTime() - start) / 1_000_000);
  }
}
