package org.overread.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.overread.archive.ArchiveSettings;
import org.overread.archive.InstanceReader;
import org.overread.archive.InstanceStore;
import org.overread.context.CaseContext;
import org.overread.context.ContextSettings;
import org.overread.context.Reader;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.flow.CaseRules;
import org.overread.flow.FlowControl;
import org.overread.flow.GroupChoice;
import org.overread.flow.ReportChanges;
import org.overread.flow.ReportPolicy;
import org.overread.flow.StudyFlow;
import org.overread.forward.CircuitBreakers;
import org.overread.forward.ForwardSettings;
import org.overread.forward.Forwarder;
import org.overread.forward.OrderSender;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.Requestor;
import org.overread.network.service.StoreService;
import org.overread.report.Matching;
import org.overread.report.ReportIntake;
import org.overread.report.ReportPart;
import org.overread.report.ReportStatus;
import org.overread.request.DeliveryTable;
import org.overread.request.Ledger;
import org.overread.request.RequestRow;
import org.overread.request.RequestTable;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RoutingChoice;
import org.overread.rules.Answer;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;
import org.overread.rules.Evidence;
import org.overread.rules.Policy;
import org.overread.rules.RuleBook;
import org.overread.rules.RuleMode;
import org.overread.rules.RuleResult;
import org.overread.services.Hl7Settings;
import org.overread.services.ReadMessage;
import org.overread.services.StorageScp;
import org.overread.study.CompletionPolicy;
import org.overread.study.IndexQueue;
import org.overread.study.InstanceIndexer;
import org.overread.study.StudyControl;
import org.overread.study.StudyRow;
import org.overread.study.StudyTable;
import org.overread.study.StudyTracker;
import org.overread.work.WorkHandler;
import org.overread.work.WorkSettings;
import org.overread.work.WorkTable;
import org.overread.work.Worker;

/**
 * The node from C-STORE to the reading group on a real disk and a real database, with destinations
 * and rules by script.
 */
public final class CaseRig implements AutoCloseable {
  private static final Duration QUIET = Duration.ofMinutes(10);
  private static final CompletionPolicy POLICY =
      new CompletionPolicy(QUIET, Map.of(), QUIET, Set.of(), Duration.ofHours(24));
  private static final long MEBIBYTE = 1 << 20;

  public final TestClock clock;
  public final Database database;
  public final InstanceStore store;
  public final InstanceIndexer indexer;
  public final StudyControl studyControl;
  public final FlowControl flowControl;
  public final WorkTable work = new WorkTable();
  public final ScriptedDestination destination = new ScriptedDestination();

  /** HL7 ports of the groups. */
  public final ScriptedOrderPort orders = new ScriptedOrderPort();

  /** Level of every study; 0 flags none. */
  public volatile int level = 3;

  /** Facts the rules were asked about. */
  public final List<CaseFacts> judged = new CopyOnWriteArrayList<>();

  /** Groups that may be chosen, the first one is. */
  public final List<ReadingGroup> groups = new CopyOnWriteArrayList<>();

  /** Stands in for the routing table; empty chooses the first group. */
  public volatile Optional<GroupChoice> choice = Optional.empty();

  /** Rules that decide in place of {@link #level}. */
  public volatile Optional<RuleBook> book = Optional.empty();

  /** Put around the flow, to fail where a test wants it. */
  public volatile Function<WorkHandler, WorkHandler> around = handler -> handler;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  public final Matching matching;
  public final ReportIntake intake;

  private final ForwardSettings settings;
  private final ContextSettings context;
  private final ReportPolicy reports;
  private final Requestor requestor;
  private final IndexQueue queue;
  private final StorageScp scp;
  private final StudyTracker tracker;
  private final StudyFlow flow;
  private long associations;

  public CaseRig(Path folder) {
    this(folder, new TestClock(), false, Optional.empty());
  }

  /**
   * @param network goes to real destinations; empty goes to {@link #destination}
   */
  public CaseRig(Path folder, TestClock clock, boolean dryRun, Optional<Requestor> network) {
    this(folder, clock, dryRun, network, ReportPolicy.none());
  }

  /**
   * @param reports whether studies wait for their report
   */
  public CaseRig(
      Path folder,
      TestClock clock,
      boolean dryRun,
      Optional<Requestor> network,
      ReportPolicy reports) {
    this.clock = clock;
    this.reports = reports;
    matching = new Matching(Map.of(), new ReportChanges(work, clock), clock);
    intake = new ReportIntake(matching, clock);
    database = TestDatabase.in(folder);
    store = openStore(folder);
    settings = settings(dryRun);
    context =
        new ContextSettings(
            List.of(
                new Reader("resident", Set.of("R1"), Set.of("musculoskeletal"), true),
                new Reader("neuro", Set.of("R2"), Set.of("neuro"), false)),
            Map.of("G1", "neuro"),
            folder.resolve("opt-out.txt"),
            Duration.ofDays(30),
            dryRun);
    requestor = network.orElse(destination);
    flow = newFlow(store);
    indexer = new InstanceIndexer(database, store, POLICY);
    queue = new IndexQueue(indexer, database);
    tracker = new StudyTracker(database, queue, POLICY, clock, clock, flow);
    studyControl = new StudyControl(database, tracker, clock, clock);
    flowControl = new FlowControl(database, work, clock);
    scp = new StorageScp(store, queue, tracker, clock);
    groups.add(group("neuro", "READER", 104));
  }

  /** The archive of a rig: studies are kept for 30 days. */
  public static ArchiveSettings archive(Path folder, long keepFreeBytes) {
    return new ArchiveSettings(
        folder.resolve("archive"),
        ArchiveSettings.Durability.OS,
        MEBIBYTE,
        64 * MEBIBYTE,
        Duration.ofDays(30),
        keepFreeBytes);
  }

  private static InstanceStore openStore(Path folder) {
    try {
      return new InstanceStore(archive(folder, MEBIBYTE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ForwardSettings settings(boolean dryRun) {
    List<Duration> delays =
        List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60));
    return new ForwardSettings(
        Set.of("OVERREAD"),
        delays,
        Duration.ofHours(48),
        0.1,
        3,
        Duration.ofMinutes(5),
        4,
        1000,
        dryRun);
  }

  private StudyFlow newFlow(InstanceReader archive) {
    Forwarder forwarder = new Forwarder(requestor, archive, settings, executor);
    return new StudyFlow(
        database,
        work,
        archive,
        matching,
        new ReadMessage(database, intake, Hl7Settings.production(), clock),
        new CaseRules() {
          @Override
          public void read(
              CaseFacts.Builder facts,
              String order,
              List<ReportPart> report,
              Optional<ReportStatus> status) {
            book.ifPresent(rules -> rules.read(facts, order, report, status));
          }

          @Override
          public Decision decide(CaseFacts facts) {
            return judge(facts);
          }

          @Override
          public Duration deadline(int level) {
            return Policy.STANDARD.deadline(level);
          }
        },
        reports,
        new CaseContext(database, matching.patients(), context, clock.getZone()),
        this::choose,
        () -> groups,
        forwarder,
        new OrderSender(orders),
        new CircuitBreakers(settings),
        settings,
        clock);
  }

  public static ReadingGroup group(String name, String aeTitle, int port) {
    return new ReadingGroup(
        name,
        aeTitle,
        "localhost",
        port,
        Set.of(),
        Set.of(),
        List.of(),
        0,
        true,
        true,
        "OVERREAD",
        2,
        List.of());
  }

  private Decision judge(CaseFacts facts) {
    judged.add(facts);
    if (book.isPresent()) {
      return book.get().decide(facts);
    }
    RuleResult result =
        new RuleResult(
            "scripted",
            "poor_quality",
            RuleMode.AUTO,
            Math.max(1, level),
            level > 0 ? Answer.YES : Answer.NO,
            List.of(new Evidence("series 1", "0.35")),
            List.of("Magnetic Field Strength (0018,0087)"),
            "the test says so");
    return new Decision(level > 0, level, "v1", facts.sha256(), List.of(result));
  }

  private RoutingChoice choose(
      CaseFacts facts,
      Decision decision,
      LocalDateTime now,
      java.util.function.ToIntFunction<String> sentToday) {
    return choice
        .map(given -> given.choose(facts, decision, now, sentToday))
        .orElseGet(
            () ->
                new RoutingChoice(
                    Optional.of(groups.get(0)),
                    Optional.empty(),
                    "head",
                    List.of("head -> neuro")));
  }

  /** A worker as after a start of the node: what an earlier one left unfinished is free again. */
  public Worker newWorker() {
    Worker worker = new Worker(database, work, around.apply(flow), WorkSettings.of("node"), clock);
    worker.releaseInterrupted();
    return worker;
  }

  /** Receives instances over one association of a sender and lets the quiet period pass. */
  public void receive(String callingAeTitle, List<Attributes> instances) {
    store(callingAeTitle, instances);
    clock.advance(QUIET);
    tracker.poll();
  }

  public void store(String callingAeTitle, List<Attributes> instances) {
    AssociationInfo association =
        new AssociationInfo(
            ++associations,
            callingAeTitle,
            "OVERREAD",
            java.net.InetAddress.getLoopbackAddress(),
            "1.2",
            "TEST");
    for (Attributes dataSet : instances) {
      CStoreRq request =
          new CStoreRq(
              1,
              dataSet.string(Tag.SOPClassUID).orElseThrow(),
              dataSet.string(Tag.SOPInstanceUID).orElseThrow(),
              0,
              "",
              0);
      StoreService.Receiver receiver =
          scp.receive(association, request, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
      receiver.data(
          ByteBuffer.wrap(DataSetWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
      Status status = receiver.complete();
      if (status.code() != 0) {
        throw new IllegalStateException("not stored: " + status);
      }
    }
    scp.ended(association, true);
    queue.awaitIndexed();
  }

  public void quiet() {
    clock.advance(QUIET);
    tracker.poll();
  }

  /** Does what is due, then what becomes due as time passes, step by step. */
  public void runFor(Duration time) {
    Worker worker = newWorker();
    worker.runDue();
    for (Duration passed = Duration.ZERO;
        passed.compareTo(time) < 0;
        passed = passed.plusMinutes(1)) {
      clock.advance(Duration.ofMinutes(1));
      worker.runDue();
    }
  }

  public StudyRow study(int number) {
    return database
        .inTransaction(tx -> new StudyTable().find(tx, Studies.studyUid(number)))
        .orElseThrow();
  }

  public List<String> events(int number) {
    long pk = study(number).pk();
    List<String> result = new ArrayList<>();
    database.run(tx -> new StudyTable().events(tx, pk).forEach(event -> result.add(event.what())));
    return result;
  }

  public List<RequestRow> requests(int number) {
    long pk = study(number).pk();
    return database.inTransaction(tx -> new RequestTable().ofStudy(tx, pk));
  }

  public Ledger ledger(int number) {
    long pk = requests(number).get(0).pk();
    return database.inTransaction(tx -> new DeliveryTable().ledger(tx, pk));
  }

  @Override
  public void close() {
    executor.shutdownNow();
    queue.close();
    try {
      store.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.close();
  }
}
