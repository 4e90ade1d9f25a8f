package org.overread.network.pdu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * User information, item 50 (PS3.8 D.1, PS3.7 D.3.3). Unknown sub-items are skipped.
 *
 * @param maximumLength sub-item 51, bytes of P-DATA PDU length, 0 for no limit
 * @param implementationClassUid sub-item 52, empty when missing
 * @param implementationVersionName sub-item 55, empty when missing
 * @param asyncOperations sub-item 53
 * @param roleSelections sub-items 54
 * @param extendedNegotiations sub-items 56
 * @param userIdentity sub-item 58 of a request
 */
public record UserInformation(
    OptionalLong maximumLength,
    String implementationClassUid,
    String implementationVersionName,
    Optional<AsyncOperations> asyncOperations,
    List<RoleSelection> roleSelections,
    List<ExtendedNegotiation> extendedNegotiations,
    Optional<UserIdentity> userIdentity) {

  public UserInformation {
    roleSelections = List.copyOf(roleSelections);
    extendedNegotiations = List.copyOf(extendedNegotiations);
  }

  /** What we always send: maximum length and who we are. */
  public static UserInformation ours(
      long maximumLength, String implementationClassUid, String versionName) {
    return new UserInformation(
        OptionalLong.of(maximumLength),
        implementationClassUid,
        versionName,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Asynchronous operations window (PS3.7 D.3.3.3); 0 is unlimited. */
  public record AsyncOperations(int invoked, int performed) {}

  /** SCP/SCU role selection (PS3.7 D.3.3.4). */
  public record RoleSelection(String sopClassUid, boolean scu, boolean scp) {}

  /** SOP class extended negotiation (PS3.7 D.3.3.5). */
  public record ExtendedNegotiation(String sopClassUid, List<Byte> applicationInformation) {}

  /**
   * User identity (PS3.7 D.3.3.7). The fields are not kept: they are secrets and no identity is
   * checked.
   *
   * @param kind 1 name, 2 name and passcode, 3 Kerberos, 4 SAML, 5 JWT
   */
  public record UserIdentity(int kind, boolean positiveResponseRequested) {}
}
