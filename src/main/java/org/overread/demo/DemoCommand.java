package org.overread.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.overread.network.DicomListener;
import org.overread.network.DicomRequestor;
import org.overread.network.NetworkSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Shows the main job: a node and a reading group on loopback, three made-up studies by C-STORE and
 * their reports by HL7, one of them flagged and delivered. Everything lies in a temporary folder
 * and is gone afterwards.
 */
@Command(
    name = "demo",
    description =
        "Send three made-up studies and their reports through a node on loopback and show what it"
            + " decides.")
public final class DemoCommand implements Callable<Integer> {
  private static final Set<String> SETTLED =
      Set.of("FORWARDED", "NOT_FLAGGED", "NEEDS_ATTENTION", "HELD");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 200;

  private final Supplier<CommandLine> commandLine;

  @Spec private CommandSpec spec;

  @Option(
      names = "--shipped",
      paramLabel = "DIR",
      defaultValue = "${env:OVERREAD_HOME:-.}/conf",
      description = "folder with the rules and the vocabulary to use (default: ${DEFAULT-VALUE})")
  private Path shipped;

  /**
   * @param commandLine makes the command line whose commands the demo runs against its node
   */
  public DemoCommand(Supplier<CommandLine> commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("overread-demo");
    DemoReadingGroup group = new DemoReadingGroup();
    DicomListener receiver = new DicomListener(loopback(), group);
    receiver.start();
    try (DicomRequestor requestor = new DicomRequestor(loopback());
        DemoNode node = new DemoNode(directory, shipped, receiver.port());
        DemoRis ris = new DemoRis(node.hl7Port())) {
      return run(directory, group, requestor, node, ris);
    } finally {
      receiver.stop();
      remove(directory);
    }
  }

  private int run(
      Path directory, DemoReadingGroup group, DicomRequestor requestor, DemoNode node, DemoRis ris)
      throws Exception {
    DemoPacs pacs = new DemoPacs(requestor, node.address(), directory);
    say("Starting a node " + node.address() + " and a reading group MSK_READ on loopback ...");
    if (!waitUntil(() -> pacs.reachesNode() || !node.isAlive()) || !node.isAlive()) {
      say("The node did not start:\n" + Files.readString(node.log()));
      return 1;
    }
    List<DemoStudy> studies =
        List.of(DemoStudy.lookAlike(), DemoStudy.surgery(), DemoStudy.mismatch());
    for (DemoStudy study : studies) {
      send(study, pacs, ris);
    }
    say("Waiting for the quiet period of 2 s, the rules and the delivery ...");
    boolean settled =
        waitUntil(() -> studies.stream().allMatch(study -> SETTLED.contains(state(node, study))));
    for (DemoStudy study : studies) {
      say("\n=== " + study.label() + ": overread explain " + study.studyUid() + "\n");
      say(ask(node, "explain", study.studyUid()));
    }
    say("=== At the reading group:");
    for (DemoStudy study : studies) {
      say(
          group.received(study)
              + " of "
              + study.instances().size()
              + " images of "
              + study.label());
    }
    say(group.documents() + " documents: what is asked, and why");
    boolean good = settled && isAsExpected(node, group, studies);
    say(
        good
            ? "The demo did what it should. Its node is stopped and its data removed; README.md"
                + " tells how to start your own."
            : "The demo FAILED; the node said:\n" + Files.readString(node.log()));
    return good ? 0 : 1;
  }

  private void send(DemoStudy study, DemoPacs pacs, DemoRis ris) throws IOException {
    pacs.send(study);
    ris.send(study);
    say(
        "Sent: "
            + study.label()
            + ", "
            + study.instances().size()
            + " images by C-STORE, the report by HL7, all acknowledged");
  }

  /** Only the second study is sent, with its documents; the rule on the third one only watches. */
  private boolean isAsExpected(DemoNode node, DemoReadingGroup group, List<DemoStudy> studies) {
    DemoStudy flagged = studies.get(1);
    DemoStudy watched = studies.get(2);
    boolean onlyOneSent =
        studies.stream()
            .allMatch(
                study ->
                    group.received(study) == (study.equals(flagged) ? study.instances().size() : 0)
                        && state(node, study)
                            .equals(study.equals(flagged) ? "FORWARDED" : "NOT_FLAGGED"));
    return onlyOneSent
        && group.documents() == 2
        && ask(node, "explain", flagged.studyUid()).contains("consultation is recommended")
        && ask(node, "explain", watched.studyUid()).contains("symptoms");
  }

  private String state(DemoNode node, DemoStudy study) {
    try {
      for (JsonNode each : new ObjectMapper().readTree(ask(node, "studies", "--json"))) {
        if (each.path("studyUid").asText().equals(study.studyUid())) {
          return each.path("state").asText();
        }
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command of the administrator against the node of the demo and gives what it prints. */
  private String ask(DemoNode node, String... command) {
    StringWriter out = new StringWriter();
    String[] arguments =
        Stream.concat(Stream.of(command), Stream.of("--conf", node.conf().toString()))
            .toArray(String[]::new);
    commandLine.get().setOut(new PrintWriter(out)).execute(arguments);
    return out.toString();
  }

  private static boolean waitUntil(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return true;
  }

  private static NetworkSettings loopback() {
    Duration limit = Duration.ofSeconds(30);
    return new NetworkSettings(
        "127.0.0.1",
        0,
        65_536,
        131_072,
        16,
        16,
        16,
        limit,
        limit,
        limit,
        limit,
        limit,
        limit,
        Duration.ofSeconds(2));
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
