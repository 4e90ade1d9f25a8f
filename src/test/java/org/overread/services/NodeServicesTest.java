package org.overread.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.network.service.Admission.ADMITTED;
import static org.overread.network.service.Admission.CALLED_AE_TITLE_NOT_RECOGNIZED;
import static org.overread.network.service.Admission.CALLING_AE_TITLE_NOT_RECOGNIZED;
import static org.overread.network.service.Admission.TEMPORARY_CONGESTION;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Uid;
import org.overread.network.service.Admission;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService;
import org.overread.network.service.StoreService;
import org.overread.services.Peer.Permission;

class NodeServicesTest {
  private static final InetAddress PACS = address(10, 1, 2, 3);
  private static final InetAddress ELSEWHERE = address(10, 9, 9, 9);
  private static final String FIND = Uid.StudyRootQueryRetrieveInformationModelFind;
  private static final String PRIVATE = "1.3.12.2.1107.5.9.1";
  private static final String J2K = Uid.JPEG2000Lossless;

  /** Never called: only admission and negotiation are looked at. */
  private static final StoreService NO_STORE =
      (association, request, syntax) -> {
        throw new IllegalStateException("not reached");
      };

  private static final FindService NO_FIND =
      (association, request, identifier) -> {
        throw new IllegalStateException("not reached");
      };

  private final AtomicBoolean belowReserve = new AtomicBoolean();
  private final List<String> ended = new ArrayList<>();

  @Test
  void ul22RefusesWhatItDoesNotKnow() {
    NodeServices services = services(false, false);
    assertThat(services.admit("OVERREAD", "PACS", PACS)).isEqualTo(ADMITTED);
    assertThat(services.admit("overread", "PACS", PACS)).isEqualTo(CALLED_AE_TITLE_NOT_RECOGNIZED);
    assertThat(services.admit("OVERREAD", "pacs", PACS)).isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
    assertThat(services.admit("OVERREAD", "STRANGER", PACS))
        .isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
    assertThat(services.admit("OVERREAD", "", PACS)).isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
  }

  @Test
  void ul22AReadingGroupIsTakenFromItsHostOnlyEvenWhereAnyoneMayCall() {
    for (NodeServices services : List.of(services(false, false), services(true, false))) {
      assertThat(services.admit("OVERREAD", "MSK", PACS)).isEqualTo(ADMITTED);
      assertThat(services.admit("OVERREAD", "MSK", ELSEWHERE))
          .isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
      assertThat(services.supports(from("MSK", ELSEWHERE), FIND)).isFalse();
    }
  }

  @Test
  void ul22AReadingGroupWhoseHostHasNoAddressIsRefusedFromAnywhere() {
    assertThat(services(true, false).admit("OVERREAD", "NAMELESS", PACS))
        .isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
  }

  @Test
  void aReadingGroupMayAlsoCallFromTheHostsOfAPeerWithItsTitle() {
    NodeServices services =
        services(
            new ServicesSettings(
                Set.of("OVERREAD"),
                List.of(new Peer("msk-viewers", "MSK", Set.of("10.9.9.9"), Set.of())),
                false,
                Map.of("MSK", "10.1.2.3"),
                false,
                10));
    assertThat(services.admit("OVERREAD", "MSK", PACS)).isEqualTo(ADMITTED);
    assertThat(services.admit("OVERREAD", "MSK", ELSEWHERE)).isEqualTo(ADMITTED);
    assertThat(services.supports(from("MSK", ELSEWHERE), FIND)).isTrue();
    assertThat(services.admit("OVERREAD", "MSK", address(10, 7, 7, 7)))
        .isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
  }

  @Test
  void ul23AnyOfOurTitlesMayBeCalled() {
    assertThat(services(false, false).admit("OVERREAD2", "PACS", PACS)).isEqualTo(ADMITTED);
  }

  @Test
  void ul22AnEmptyListMeansNobody() {
    ServicesSettings settings =
        new ServicesSettings(Set.of("OVERREAD"), List.of(), false, Map.of(), false, 10);
    assertThat(services(settings).admit("OVERREAD", "PACS", PACS))
        .isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
  }

  @Test
  void aTitleIsTakenFromItsHostsOnlyEvenWhereAnyoneMayCall() {
    assertThat(services(false, false).admit("OVERREAD", "PACS", ELSEWHERE))
        .isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
    NodeServices open = services(true, false);
    assertThat(open.admit("OVERREAD", "PACS", ELSEWHERE))
        .isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
    assertThat(open.admit("OVERREAD", "STRANGER", ELSEWHERE)).isEqualTo(ADMITTED);
  }

  @Test
  void aStrangerLetInByAllowAnyMayStoreButNotQuery() {
    NodeServices open = services(true, false);
    assertThat(open.supports(from("STRANGER"), Uid.MRImageStorage)).isTrue();
    assertThat(open.supports(from("STRANGER"), FIND)).isFalse();
  }

  @Test
  void ul96PeersAndReadingGroupsAreNamedStrangersAreNot() {
    NodeServices open = services(true, false);
    assertThat(List.of(from("PACS"), from("MSK"), from("STRANGER")))
        .extracting(open::isNamed)
        .containsExactly(true, true, false);
  }

  @Test
  void refusesForTheTimeBeingWhileTheDiskIsBelowItsReserveOrItIsStopping() {
    NodeServices services = services(false, false);
    belowReserve.set(true);
    assertThat(services.admit("OVERREAD", "PACS", PACS)).isEqualTo(TEMPORARY_CONGESTION);
    assertThat(services.admit("OVERREAD", "STRANGER", PACS))
        .isEqualTo(CALLING_AE_TITLE_NOT_RECOGNIZED);
    belowReserve.set(false);
    assertThat(services.admit("OVERREAD", "PACS", PACS)).isEqualTo(ADMITTED);
    services.drain();
    assertThat(services.admit("OVERREAD", "PACS", PACS)).isEqualTo(Admission.TEMPORARY_CONGESTION);
  }

  @Test
  void servicesFollowThePermission() {
    NodeServices services = services(false, false);
    assertThat(services.supports(from("PACS"), FIND)).isTrue();
    assertThat(services.supports(from("PACS"), Uid.PatientRootQueryRetrieveInformationModelFind))
        .isTrue();
    assertThat(services.supports(from("PACS"), Uid.StudyRootQueryRetrieveInformationModelMove))
        .isFalse();
    assertThat(services.supports(from("SCANNER"), FIND)).isFalse();
    assertThat(services.supports(from("SCANNER"), Uid.CTImageStorage)).isTrue();
    assertThat(services.supports(from("MSK"), FIND)).isTrue();
    assertThat(services.supports(from("MSK"), Uid.CTImageStorage)).isFalse();
    assertThat(services.supports(from("SCANNER"), Uid.Verification)).isTrue();
  }

  @Test
  void ul31UnknownClassesAreStoredOnlyWhereThatIsAllowed() {
    assertThat(services(false, false).supports(from("SCANNER"), PRIVATE)).isFalse();
    assertThat(services(false, true).supports(from("SCANNER"), PRIVATE)).isTrue();
    assertThat(
            services(false, true)
                .supports(from("SCANNER"), Uid.StudyRootQueryRetrieveInformationModelMove))
        .isFalse();
  }

  @Test
  void ul28PrefersTheSendersCompressedSyntaxForStorage() {
    NodeServices services = services(false, false);
    assertThat(choose(services, Uid.ImplicitVRLittleEndian, J2K, Uid.JPEGBaseline8Bit))
        .isEqualTo(J2K);
    assertThat(choose(services, Uid.ImplicitVRLittleEndian, "1.2.840.113619.5.2"))
        .isEqualTo("1.2.840.113619.5.2");
    assertThat(choose(services, Uid.ImplicitVRLittleEndian, Uid.ExplicitVRLittleEndian))
        .isEqualTo(Uid.ExplicitVRLittleEndian);
    assertThat(choose(services, Uid.ExplicitVRBigEndian, Uid.DeflatedExplicitVRLittleEndian))
        .isEqualTo(Uid.ExplicitVRBigEndian);
    assertThat(choose(services, Uid.DeflatedExplicitVRLittleEndian, Uid.ExplicitVRBigEndian))
        .as("what the sender names first it has already")
        .isEqualTo(Uid.DeflatedExplicitVRLittleEndian);
    assertThat(choose(services, Uid.DeflatedExplicitVRLittleEndian))
        .isEqualTo(Uid.DeflatedExplicitVRLittleEndian);
  }

  @Test
  void queriesAreSpokenInLittleEndianOnly() {
    NodeServices services = services(false, false);
    AssociationInfo pacs = from("PACS");
    assertThat(services.chooseTransferSyntax(pacs, FIND, List.of(J2K, Uid.ImplicitVRLittleEndian)))
        .contains(Uid.ImplicitVRLittleEndian);
    assertThat(
            services.chooseTransferSyntax(
                pacs, FIND, List.of(Uid.ImplicitVRLittleEndian, Uid.ExplicitVRLittleEndian)))
        .contains(Uid.ExplicitVRLittleEndian);
    assertThat(
            services.chooseTransferSyntax(
                pacs,
                FIND,
                List.of(Uid.DeflatedExplicitVRLittleEndian, Uid.ExplicitVRBigEndian, J2K)))
        .isEmpty();
  }

  @Test
  void tellsEveryListenerOfTheEnd() {
    services(false, false).ended(from("PACS"), true);
    services(false, false).ended(from("PACS"), false);
    assertThat(ended)
        .containsExactly(
            "first PACS true", "second PACS true", "first PACS false", "second PACS false");
  }

  private String choose(NodeServices services, String... proposed) {
    return services
        .chooseTransferSyntax(from("SCANNER"), Uid.CTImageStorage, List.of(proposed))
        .orElse("none");
  }

  private NodeServices services(boolean allowAny, boolean acceptUnknown) {
    return services(
        new ServicesSettings(
            Set.of("OVERREAD", "OVERREAD2"),
            List.of(
                new Peer(
                    "pacs", "PACS", Set.of("10.1.2.3"), Set.of(Permission.STORE, Permission.QUERY)),
                new Peer("scanner", "SCANNER", Set.of(), Set.of(Permission.STORE))),
            allowAny,
            Map.of("MSK", "10.1.2.3", "NAMELESS", "no-such-host.invalid"),
            acceptUnknown,
            10));
  }

  private NodeServices services(ServicesSettings settings) {
    return new NodeServices(
        settings,
        NO_STORE,
        NO_FIND,
        belowReserve::get,
        List.of(
            (association, released) ->
                ended.add("first " + association.callingAeTitle() + " " + released),
            (association, released) ->
                ended.add("second " + association.callingAeTitle() + " " + released)));
  }

  private static AssociationInfo from(String aeTitle) {
    return from(aeTitle, PACS);
  }

  private static AssociationInfo from(String aeTitle, InetAddress address) {
    return new AssociationInfo(7, aeTitle, "OVERREAD", address, "", "");
  }

  private static InetAddress address(int... octets) {
    try {
      return InetAddress.getByAddress(
          new byte[] {(byte) octets[0], (byte) octets[1], (byte) octets[2], (byte) octets[3]});
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
