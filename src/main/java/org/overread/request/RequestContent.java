package org.overread.request;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.rules.Decision;

/**
 * Everything the documents of a request are made of. The same content gives the same bytes.
 *
 * @param identity numbers and UIDs of this request
 * @param source header of an instance of the study as the group got it: patient, study and order
 *     attributes ({@link DocumentHeader#WANTED_TAGS}), with its character set
 * @param decision what the rules said, with evidence
 * @param level 1 most urgent to 5
 * @param deadline when the answer is wanted
 * @param report the first report, where there is one
 * @param blinded the group is not told what the first reading found
 * @param requester who asks, e.g. the hospital
 * @param readingGroup who is asked
 * @param instances what the group has acknowledged, at least one
 * @param notSent instances of the request that the group does not have
 * @param reason of a withdrawal; empty for a request
 * @param createdAt content date and time, in the zone of the node
 */
public record RequestContent(
    RequestIdentity identity,
    Attributes source,
    Decision decision,
    int level,
    ZonedDateTime deadline,
    Optional<FirstReport> report,
    boolean blinded,
    String requester,
    String readingGroup,
    List<SentInstance> instances,
    int notSent,
    String reason,
    ZonedDateTime createdAt) {

  public RequestContent {
    instances = List.copyOf(instances);
    if (instances.isEmpty()) {
      throw new IllegalArgumentException("a request without instances has no documents");
    }
  }

  Purpose purpose() {
    return identity.purpose();
  }

  /** Patient data: never printed by accident. */
  @Override
  public String toString() {
    return "RequestContent[" + identity + ", " + instances.size() + " instances]";
  }
}
