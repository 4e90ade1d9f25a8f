package org.overread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.overread.admin.AdminServer;
import org.overread.admin.LiveNode;
import org.overread.admin.NodeMetrics;
import org.overread.admin.NodeStarter;
import org.overread.admin.OverreadCommand;
import org.overread.admin.ReportDesk;
import org.overread.admin.RunningParts;
import org.overread.archive.InstanceStore;
import org.overread.config.Configuration;
import org.overread.context.CaseContext;
import org.overread.database.Database;
import org.overread.demo.DemoCommand;
import org.overread.flow.CaseRules;
import org.overread.flow.FlowControl;
import org.overread.flow.ReportChanges;
import org.overread.flow.ReportPolicy;
import org.overread.flow.Retention;
import org.overread.flow.StudyFlow;
import org.overread.forward.CircuitBreakers;
import org.overread.forward.Forwarder;
import org.overread.forward.OrderSender;
import org.overread.network.DicomListener;
import org.overread.network.DicomRequestor;
import org.overread.network.MllpListener;
import org.overread.network.MllpRequestor;
import org.overread.network.service.FindService;
import org.overread.report.Matching;
import org.overread.report.ReaderReportTable;
import org.overread.report.ReportIntake;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RoutingTable;
import org.overread.rules.LiveRules;
import org.overread.rules.RuleBook;
import org.overread.rules.RuleFileException;
import org.overread.rules.RuleIssue;
import org.overread.services.FindScp;
import org.overread.services.FindWhenIndexed;
import org.overread.services.Hl7Settings;
import org.overread.services.Inbox;
import org.overread.services.MessageReceiver;
import org.overread.services.MessageTable;
import org.overread.services.NodeServices;
import org.overread.services.ReadMessage;
import org.overread.services.StorageScp;
import org.overread.study.ArchiveScan;
import org.overread.study.IndexQueue;
import org.overread.study.InstanceIndexer;
import org.overread.study.SteadyClock;
import org.overread.study.StudyControl;
import org.overread.study.StudyTracker;
import org.overread.work.WorkSettings;
import org.overread.work.WorkTable;
import org.overread.work.Worker;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The program: the command line, and the wiring of a node in the order in which a study travels.
 */
public final class Overread implements NodeStarter {
  private Overread() {}

  public static void main(String[] arguments) {
    System.exit(
        commandLine().addSubcommand(new DemoCommand(Overread::commandLine)).execute(arguments));
  }

  private static CommandLine commandLine() {
    return OverreadCommand.commandLine(new Overread(), System.getenv());
  }

  /** Runs until SIGTERM or SIGINT. */
  @Override
  public void run(Configuration conf) throws IOException, RuleFileException {
    RuleBook rules = RuleBook.load(conf.rulesDirectory(), conf.vocabularyDirectory());
    DataDirectory data = DataDirectory.take(conf.node().dataDirectory());
    Clock wall = Clock.systemDefaultZone();
    Rehearsal rehearsal = Rehearsal.begin(data.rehearsal(), wall);
    LiveRules live = new LiveRules(rules);
    Node node = wire(conf, data, Database.open(conf.database()), live, wall);
    rehearsal.await();
    node.open();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  ended.countDown();
                },
                "shutdown"));
    LoggerFactory.getLogger(Overread.class)
        .atInfo()
        .addKeyValue("address", conf.network().bind())
        .addKeyValue("dicom", node.listener().port())
        .addKeyValue("admin", node.admin().port())
        .addKeyValue("rules", rules.version())
        .log("the node is open");
    awaitEnd(ended);
  }

  private static void awaitEnd(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<String> check(Configuration conf) {
    try {
      RuleBook.load(conf.rulesDirectory(), conf.vocabularyDirectory());
      return List.of();
    } catch (RuleFileException e) {
      return e.issues().stream().map(RuleIssue::toString).toList();
    }
  }

  /**
   * The product on one page: each part gets what it needs, in the order in which a study travels.
   */
  static Node wire(
      Configuration conf, DataDirectory data, Database database, LiveRules rules, Clock wall)
      throws IOException {
    Clock steady = new SteadyClock(wall);

    // received and stored
    InstanceStore store = new InstanceStore(conf.archive());
    InstanceIndexer indexer = new InstanceIndexer(database, store, conf.completion());
    IndexQueue queue = new IndexQueue(indexer, database);

    // reported, and brought together with the study
    WorkTable work = new WorkTable();
    Hl7Settings hl7 = conf.reports().messages();
    Matching matching = new Matching(Map.of(), new ReportChanges(work, wall), wall);
    Inbox inbox = new Inbox(database, work, hl7.duplicatePeriod(), wall);
    ReadMessage messages = new ReadMessage(database, new ReportIntake(matching, wall), hl7, wall);
    MessageReceiver receiver = new MessageReceiver(inbox, hl7, wall);
    Optional<MllpListener> hl7Listener =
        conf.reports().listener().map(settings -> new MllpListener(settings, receiver, wall));

    // decided, with evidence; routed, requested, forwarded
    DicomRequestor requestor = new DicomRequestor(conf.network());
    ExecutorService associations = Executors.newCachedThreadPool();
    Forwarder forwarder = new Forwarder(requestor, store, conf.forward(), associations);
    MllpRequestor orders =
        new MllpRequestor(conf.network().connectTimeout(), conf.network().responseTimeout());
    CircuitBreakers breakers = new CircuitBreakers(conf.forward());
    RoutingTable routing = new RoutingTable(conf.readingGroups());
    StudyFlow flow =
        new StudyFlow(
            database,
            work,
            store,
            matching,
            messages,
            CaseRules.of(rules::current),
            conf.reports().policy(),
            new CaseContext(database, matching.patients(), conf.context(), wall.getZone()),
            routing::choose,
            conf::readingGroups,
            forwarder,
            new OrderSender(orders),
            breakers,
            conf.forward(),
            wall);
    Worker worker = new Worker(database, work, flow, WorkSettings.of(data.nodeId()), wall);

    // complete: what the flow begins with
    StudyTracker tracker = new StudyTracker(database, queue, conf.completion(), wall, steady, flow);
    ArchiveScan scan = new ArchiveScan(database, store, indexer, wall);
    Retention retention = new Retention(database, store, conf.archive(), wall);

    // asked by others
    StorageScp storage = new StorageScp(store, queue, tracker, steady);
    FindService find =
        new FindWhenIndexed(
            queue,
            new FindScp(
                database,
                conf.services(),
                groupsByAeTitle(conf.readingGroups()),
                Optional.empty()));
    NodeServices services =
        new NodeServices(
            conf.services(), storage, find, () -> belowReserve(store), List.of(storage::ended));
    DicomListener listener = new DicomListener(conf.network(), services);

    // seen by the administrator
    NodeMetrics metrics = new NodeMetrics();
    RunningParts parts =
        new RunningParts(
            conf,
            database,
            store,
            storage,
            queue,
            listener,
            requestor,
            work,
            breakers,
            new StudyControl(database, tracker, wall, steady),
            new FlowControl(database, work, wall),
            scan,
            rules,
            hl7Listener,
            new ReportDesk(database, matching, new MessageTable(), inbox, wall),
            wall.instant(),
            wall);
    AdminServer admin = new AdminServer(conf.admin(), new LiveNode(parts), metrics);

    return new Node(
        store,
        queue,
        indexer,
        scan,
        tracker,
        worker,
        retention,
        services,
        requestor,
        listener,
        hl7Listener,
        () -> expireReports(database, matching, conf.reports().policy(), wall),
        admin,
        Node.newTimers(),
        List.of(associations::shutdown, orders, metrics, database, data));
  }

  private static Map<String, Set<String>> groupsByAeTitle(List<ReadingGroup> groups) {
    return groups.stream()
        .collect(
            Collectors.groupingBy(
                ReadingGroup::aeTitle,
                Collectors.mapping(ReadingGroup::name, Collectors.toUnmodifiableSet())));
  }

  private static void expireReports(
      Database database, Matching matching, ReportPolicy policy, Clock wall) {
    Instant before = wall.instant().minus(policy.giveUpAfter());
    Instant shiftsBefore = wall.instant().minus(ReaderReportTable.KEPT);
    database.run(
        tx -> {
          matching.expire(tx, before);
          new ReaderReportTable().forgetBefore(tx, shiftsBefore);
        });
  }

  private static boolean belowReserve(InstanceStore store) {
    try {
      return store.belowReserve();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask the disk", e);
    }
  }
}
