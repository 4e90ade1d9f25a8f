package org.overread.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.dicom.Uid;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.request.DeliveryState;
import org.overread.request.InstanceAnswer;
import org.overread.routing.ReadingGroup;
import org.overread.study.InstanceRow;
import org.overread.testing.ArchiveOfOneFile;
import org.overread.testing.ScriptedDestination;

class ForwarderTest {
  private static final ZonedDateTime AS_OF =
      ZonedDateTime.of(2026, 11, 24, 14, 0, 0, 0, ZoneOffset.UTC);
  private static final String JPEG = Uid.JPEGBaseline8Bit;
  private static final String EXPLICIT = Uid.ExplicitVRLittleEndian;

  @TempDir Path directory;
  private final ScriptedDestination destination = new ScriptedDestination();
  private final Map<String, InstanceAnswer> answers = new ConcurrentHashMap<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private ArchiveOfOneFile archive;
  private Forwarder forwarder;

  @BeforeEach
  void begin() {
    archive = new ArchiveOfOneFile(directory);
    forwarder = new Forwarder(destination, archive, settings(Set.of("OVERREAD")), executor);
  }

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void sendsEveryInstanceOnceOverSeveralAssociations() {
    Delivery delivery = send(group(4), study(100));

    assertThat(delivery).isEqualTo(new Delivery(Delivery.Kind.ANSWERED, "", 100, 0, 0));
    assertThat(destination.received()).doesNotHaveDuplicates().hasSize(100);
    assertThat(destination.opened()).isEqualTo(1 + 4);
  }

  @Test
  void opensNoSecondAssociationForAFewInstances() {
    send(group(4), study(3));

    assertThat(destination.opened()).isEqualTo(1 + 1);
  }

  @Test
  void renewsAnAssociationAfterItsShare() {
    Forwarder renewing = new Forwarder(destination, archive, settings(Set.of(), 10), executor);

    renewing.send(group(1), study(25), 0, AS_OF, this::record, () -> true);

    assertThat(destination.received()).hasSize(25);
    assertThat(destination.opened()).isEqualTo(1 + 3);
  }

  @Test
  void dm31OneRefusedInThreeDoesNotStopTheOthers() {
    destination.stores(
        (number, request) -> number % 3 == 0 ? new Status(0xA900, "wrong class") : Status.SUCCESS);

    Delivery delivery = send(group(1), study(9));

    assertThat(delivery).isEqualTo(new Delivery(Delivery.Kind.ANSWERED, "", 6, 3, 0));
    assertThat(answers)
        .containsEntry("i3", new InstanceAnswer(DeliveryState.REFUSED, 0xA900, "wrong class"));
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000, SENT",
    "0xB000, SENT",
    "0xB006, SENT",
    "0xB007, SENT",
    "0x0001, SENT",
    "0x0107, SENT",
    "0x0116, SENT",
    "0xA700, PENDING",
    "0xA701, PENDING",
    "0xA7FF, PENDING",
    "0x0110, PENDING",
    "0x0213, PENDING",
    "0xA900, REFUSED",
    "0xA9FF, REFUSED",
    "0xC000, REFUSED",
    "0xCFFF, REFUSED",
    "0x0122, REFUSED",
    "0x0124, REFUSED",
    "0x0111, REFUSED",
    "0xFF00, REFUSED",
    "0xFE00, REFUSED",
    "0x1234, REFUSED",
    "0xFFFF, REFUSED"
  })
  void dm30EachStatusHasItsConsequence(String code, DeliveryState state) {
    destination.stores((number, request) -> Status.of(Integer.decode(code)));

    send(group(1), study(1));

    assertThat(answers.get("i1").state()).isEqualTo(state);
    assertThat(answers.get("i1").status()).isEqualTo(Integer.decode(code));
  }

  /**
   * Every status there is by its first, middle and last code: PS3.7 Annex C, PS3.4 B.2.3, and what
   * nobody defines.
   */
  @ParameterizedTest
  @CsvSource({
    "0000, 0000, SENT", "0001, 0001, SENT", "0002, 0104, REFUSED", "0105, 0106, REFUSED",
        "0107, 0107, SENT",
    "0108, 010F, REFUSED", "0110, 0110, PENDING", "0111, 0115, REFUSED", "0116, 0116, SENT",
        "0117, 0212, REFUSED",
    "0213, 0213, PENDING", "0214, A6FF, REFUSED", "A700, A7FF, PENDING", "A800, AFFF, REFUSED",
        "B000, BFFF, SENT",
    "C000, FDFF, REFUSED", "FE00, FFFF, REFUSED"
  })
  void atk052EveryStatusFrom0000ToFFFFHasItsConsequence(
      String first, String last, DeliveryState state) {
    int from = Integer.parseInt(first, 16);
    int to = Integer.parseInt(last, 16);
    for (int code :
        IntStream.of(from, from + (to - from) / 3, from + (to - from) / 2, to)
            .distinct()
            .toArray()) {
      destination.stores((number, request) -> Status.of(code));
      send(group(1), study(1));
      assertThat(answers.get("i1"))
          .as("%04X", code)
          .extracting(InstanceAnswer::state, InstanceAnswer::status)
          .containsExactly(state, code);
    }
  }

  @Test
  void keepsTheTextOfAWarning() {
    destination.stores((number, request) -> new Status(0xB000, "coerced\u0000"));

    send(group(1), study(1));

    assertThat(answers)
        .containsEntry("i1", new InstanceAnswer(DeliveryState.SENT, 0xB000, "coerced?"));
  }

  @Test
  void dm30LeavesADestinationAloneThatIsOutOfResources() {
    destination.stores((number, request) -> number <= 2 ? Status.SUCCESS : Status.OUT_OF_RESOURCES);

    Delivery delivery = send(group(1), study(50));

    assertThat(delivery.kind()).isEqualTo(Delivery.Kind.INTERRUPTED);
    assertThat(delivery.reason()).isEqualTo("READER@localhost:104 answers A700");
    assertThat(delivery.left()).isEqualTo(48);
    assertThat(answers).hasSize(5);
  }

  @Test
  void atk052AnAbortHalfWayLeavesTheRestForTheNextAttempt() {
    destination.stores(
        (number, request) -> {
          if (number == 6) {
            throw new AssociationException(
                AssociationException.Reason.ABORTED, "aborted by the peer (0/0)");
          }
          return Status.SUCCESS;
        });

    Delivery delivery = send(group(1), study(10));

    assertThat(delivery)
        .isEqualTo(
            new Delivery(
                Delivery.Kind.INTERRUPTED,
                "READER@localhost:104: aborted by the peer (0/0)",
                5,
                0,
                5));
    assertThat(answers.get("i6")).isEqualTo(InstanceAnswer.unanswered("aborted by the peer (0/0)"));
    assertThat(answers).doesNotContainKey("i7");
  }

  @Test
  void aDestinationThatIsAwayIsCalledOnce() {
    destination.isAway(AssociationException.Reason.NOT_CONNECTED, "connection refused");

    Delivery delivery = send(group(4), study(100));

    assertThat(delivery.kind()).isEqualTo(Delivery.Kind.INTERRUPTED);
    assertThat(delivery.left()).isEqualTo(100);
    assertThat(destination.opened()).isEqualTo(1);
  }

  @Test
  void aPermanentRejectionIsSaidWithItsReason() {
    destination.isAway(
        AssociationException.Reason.REJECTED_PERMANENT, "called AE title not recognized (1/1/7)");

    Delivery delivery = send(group(4), study(5));

    assertThat(delivery.kind()).isEqualTo(Delivery.Kind.REJECTED);
    assertThat(delivery.reason()).contains("READER@localhost:104", "1/1/7");
  }

  @Test
  void acceptingNothingIsNotAnInstancesFault() {
    destination.accepts((sopClass, syntax) -> sopClass.equals(Uid.Verification));

    Delivery delivery = send(group(4), study(20));

    assertThat(delivery.kind()).isEqualTo(Delivery.Kind.NOTHING_ACCEPTED);
    assertThat(delivery.left()).isEqualTo(20);
    assertThat(answers).isEmpty();
  }

  @Test
  void fwd04AnInstanceThatWouldNeedTranscodingIsRefusedAndTheOthersAreSent() {
    destination.accepts((sopClass, syntax) -> !syntax.equals(JPEG));
    List<InstanceRow> study =
        List.of(row(1, Uid.MRImageStorage, JPEG), row(2, Uid.MRImageStorage, EXPLICIT));

    Delivery delivery = send(group(1), study);

    assertThat(delivery).isEqualTo(new Delivery(Delivery.Kind.ANSWERED, "", 1, 1, 0));
    assertThat(answers.get("i1").comment())
        .isEqualTo("needs transcoding: destination accepts only " + EXPLICIT);
    assertThat(destination.received()).containsExactly("i2");
  }

  @Test
  void aSopClassTheDestinationDoesNotTakeIsRefusedByName() {
    destination.accepts((sopClass, syntax) -> !sopClass.equals(Uid.CTImageStorage));

    send(
        group(1),
        List.of(row(1, Uid.CTImageStorage, EXPLICIT), row(2, Uid.MRImageStorage, EXPLICIT)));

    assertThat(answers.get("i1").comment())
        .isEqualTo("destination does not accept SOP class " + Uid.CTImageStorage);
  }

  @Test
  void fwd03MoreThan128PairsTakeSeveralAssociations() {
    List<InstanceRow> study = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      study.add(row(i, "1.2.3." + i, EXPLICIT));
    }

    Delivery delivery = send(group(1), study);

    assertThat(delivery.sent()).isEqualTo(200);
    assertThat(destination.proposals()).allMatch(contexts -> contexts.size() <= 128);
  }

  @Test
  void fwd06NothingGoesBackToWhereItCameFrom() {
    InstanceRow back =
        new InstanceRow(
            1, 1, "1.2", "1.3", "i1", Uid.MRImageStorage, EXPLICIT, 1, 16, "READER", "10.0.0.9");

    Delivery delivery = send(group(1), List.of(back, row(2, Uid.MRImageStorage, EXPLICIT)));

    assertThat(delivery).isEqualTo(new Delivery(Delivery.Kind.ANSWERED, "", 1, 1, 0));
    assertThat(answers.get("i1").comment()).isEqualTo("came from this destination: READER");
  }

  @Test
  void fwd06NothingGoesBackToTheHostItCameFrom() {
    ReadingGroup group = group("READER", "10.0.0.9", true, 1);
    InstanceRow back =
        new InstanceRow(
            1, 1, "1.2", "1.3", "i1", Uid.MRImageStorage, EXPLICIT, 1, 16, "CT1", "10.0.0.9");

    send(group, List.of(back));

    assertThat(answers.get("i1").comment()).isEqualTo("came from the host of this destination");
    assertThat(destination.opened()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "0:0:0:0:0:0:0:1"})
  void fwd06OnLoopbackSenderAndDestinationAreToldApartByAeTitle(String loopback) {
    ReadingGroup group = group("READER", "localhost", true, 1);
    InstanceRow ofAnother =
        new InstanceRow(
            1, 1, "1.2", "1.3", "i1", Uid.MRImageStorage, EXPLICIT, 1, 16, "CT1", loopback);
    InstanceRow ofItself =
        new InstanceRow(
            2, 1, "1.2", "1.3", "i2", Uid.MRImageStorage, EXPLICIT, 2, 16, "READER", loopback);

    send(group, List.of(ofAnother, ofItself));

    assertThat(destination.received()).containsExactly("i1");
    assertThat(answers.get("i2").comment()).isEqualTo("came from this destination: READER");
  }

  @Test
  void fwd06ASenderThatSharesItsAddressWithTheDestinationIsRefusedByName() {
    ReadingGroup behindTheSameRouter = group("READER", "192.0.2.7", true, 1);
    InstanceRow row =
        new InstanceRow(
            1, 1, "1.2", "1.3", "i1", Uid.MRImageStorage, EXPLICIT, 1, 16, "CT1", "192.0.2.7");

    Delivery delivery = send(behindTheSameRouter, List.of(row));

    assertThat(delivery).isEqualTo(new Delivery(Delivery.Kind.ANSWERED, "", 0, 1, 0));
    assertThat(answers.get("i1"))
        .isEqualTo(InstanceAnswer.refused("came from the host of this destination"));
  }

  @Test
  void fwd06NothingGoesToOurselvesNorToADisabledGroup() {
    assertThat(send(group("OVERREAD", "localhost", true, 1), study(3)).kind())
        .isEqualTo(Delivery.Kind.NOT_ALLOWED);
    assertThat(send(group("READER", "localhost", false, 1), study(3)).kind())
        .isEqualTo(Delivery.Kind.NOT_ALLOWED);
    assertThat(destination.opened()).isZero();
  }

  @Test
  void fwd10EchoesBeforeTheFirstUseAndAgainAfterTrouble() {
    send(group(1), study(1));
    send(group(1), study(1));
    assertThat(destination.echoes()).isEqualTo(1);

    destination.stores(
        (number, request) -> {
          throw new AssociationException(AssociationException.Reason.CLOSED, "closed");
        });
    send(group(1), study(1));
    send(group(1), study(1));

    assertThat(destination.echoes()).isEqualTo(2);
  }

  @Test
  void anInstanceThatTheArchiveLostIsRefusedAndTheOthersAreSent() {
    archive.lose(2);

    Delivery delivery = send(group(1), study(3));

    assertThat(delivery).isEqualTo(new Delivery(Delivery.Kind.ANSWERED, "", 2, 1, 0));
    assertThat(answers.get("i2").comment())
        .isEqualTo("cannot be read from our archive: NoSuchFileException");
  }

  @Test
  void aReadErrorInTheMiddleOfADataSetCostsOneAssociationAndOneInstance() {
    destination.stores(
        (number, request) -> {
          if (number == 2) {
            throw new IOException("disk");
          }
          return Status.SUCCESS;
        });

    Delivery delivery = send(group(1), study(4));

    assertThat(delivery).isEqualTo(new Delivery(Delivery.Kind.ANSWERED, "", 3, 1, 0));
    assertThat(destination.opened()).isEqualTo(1 + 2);
  }

  @Test
  void stopsBetweenTwoInstancesWhenToldTo() {
    Delivery delivery =
        forwarder.send(group(1), study(10), 0, AS_OF, this::record, () -> answers.size() < 4);

    assertThat(delivery.kind()).isEqualTo(Delivery.Kind.STOPPED);
    assertThat(delivery.sent()).isEqualTo(4);
  }

  @Test
  void eachAnswerIsRecordedBeforeItsAssociationSendsTheNext() {
    List<String> order = new ArrayList<>();
    destination.stores(
        (number, request) -> {
          order.add("send " + request.sopInstanceUid());
          return Status.SUCCESS;
        });

    forwarder.send(
        group(1),
        study(2),
        0,
        AS_OF,
        (instance, answer) -> order.add("record " + instance.sopInstanceUid()),
        () -> true);

    assertThat(order).containsExactly("send i1", "record i1", "send i2", "record i2");
  }

  @Test
  void aLedgerThatCannotBeWrittenEndsTheAttempt() {
    DeliveryListener broken =
        (instance, answer) -> {
          throw new IllegalStateException("ledger");
        };

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> forwarder.send(group(2), study(100), 0, AS_OF, broken, () -> true))
        .isInstanceOf(IllegalStateException.class);
    assertThat(destination.received()).hasSizeLessThanOrEqualTo(2);
  }

  private Delivery send(ReadingGroup group, List<InstanceRow> instances) {
    return forwarder.send(group, instances, 0, AS_OF, this::record, () -> true);
  }

  private void record(InstanceRow instance, InstanceAnswer answer) {
    answers.put(instance.sopInstanceUid(), answer);
  }

  private static List<InstanceRow> study(int instances) {
    List<InstanceRow> rows = new ArrayList<>();
    for (int i = 1; i <= instances; i++) {
      rows.add(row(i, Uid.MRImageStorage, EXPLICIT));
    }
    return rows;
  }

  private static InstanceRow row(int number, String sopClass, String syntax) {
    return new InstanceRow(
        number, 1, "1.2", "1.3", "i" + number, sopClass, syntax, number, 16, "PACS", "10.0.0.1");
  }

  private static ReadingGroup group(int associations) {
    return group("READER", "localhost", true, associations);
  }

  private static ReadingGroup group(
      String aeTitle, String host, boolean enabled, int associations) {
    return new ReadingGroup(
        "neuro",
        aeTitle,
        host,
        104,
        Set.of(),
        Set.of(),
        List.of(),
        0,
        true,
        enabled,
        "OVERREAD",
        associations,
        List.of());
  }

  private static ForwardSettings settings(Set<String> ours) {
    return settings(ours, 1000);
  }

  private static ForwardSettings settings(Set<String> ours, int instancesPerAssociation) {
    return new ForwardSettings(
        ours,
        List.of(Duration.ofMinutes(1)),
        Duration.ofHours(48),
        0.1,
        3,
        Duration.ofMinutes(5),
        10,
        instancesPerAssociation,
        false);
  }
}
