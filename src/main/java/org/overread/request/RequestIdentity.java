package org.overread.request;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.overread.routing.RequestDocument;

/**
 * The names of a request and its documents. All UIDs follow from these values, so that a document
 * built again is the same document.
 *
 * @param studyUid of the study
 * @param requestPk key of the request
 * @param requestedAt when the request was made; tells it from one of the same key in another
 *     database
 * @param node AE title of ours that asks
 * @param purpose request or withdrawal
 * @param revision 1 for the first documents of a request, one more for each later content
 * @param predecessor SOP Instance UID of the cover sheet that this one replaces
 */
public record RequestIdentity(
    String studyUid,
    long requestPk,
    Instant requestedAt,
    String node,
    Purpose purpose,
    int revision,
    Optional<String> predecessor) {

  /** MSH-10 up to HL7 v2.6. */
  private static final int LONGEST_CONTROL_ID = 20;

  /** Of the request itself, in all of its documents. */
  public String requestUid() {
    return derived("request", requestKey());
  }

  /** The number that the group may quote: placer order number, unique for this node. */
  public String number() {
    return "OVR" + requestPk;
  }

  /** One series for each kind of document; revisions are further instances of it. */
  public String seriesUid(RequestDocument kind) {
    return derived("series", requestKey() + "\n" + kind);
  }

  public String sopInstanceUid(RequestDocument kind) {
    return derived("instance", requestKey() + "\n" + kind + "\n" + purpose + "\n" + revision);
  }

  /** MSH-10 of the order: the same on every attempt, so that a receiver knows a repetition. */
  String controlId() {
    String number =
        new BigInteger(sopInstanceUid(RequestDocument.HL7_ORDER).substring(5)).toString(36);
    return number.substring(0, Math.min(LONGEST_CONTROL_ID, number.length()));
  }

  /** Of this node as the observer (PS3.16 TID 1004). */
  String deviceUid() {
    return derived("device", node);
  }

  private String requestKey() {
    return studyUid + "\n" + requestPk + "\n" + requestedAt.toEpochMilli();
  }

  /** A UID from a name-based UUID (PS3.5 B.2). */
  private static String derived(String what, String key) {
    String name = "overread\n" + what + "\n" + key;
    UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return "2.25." + new BigInteger(1, bytes);
  }
}
