package org.overread.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.network.DicomListener;
import org.overread.testing.Networks;
import org.overread.testing.NodeProcess;
import org.overread.testing.RecordingGroup;

/**
 * Kills the node (kill -9) at random points while studies arrive, are decided and are forwarded,
 * and starts it again. The number of kills is the system property overread.crash.kills, the seed
 * overread.crash.seed.
 */
@Tag("crash")
class CrashIT {
  private static final int SENDERS = 3;
  private static final int GROUP_ASSOCIATIONS = 2;
  private static final int KILLS = Integer.getInteger("overread.crash.kills", 8);
  private static final long SEED = Long.getLong("overread.crash.seed", System.nanoTime());

  /** Instances the node answered with success: SOP Instance UID to CRC-32C of what was sent. */
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  private final AtomicBoolean sending = new AtomicBoolean(true);

  @TempDir Path directory;

  @Test
  void everyAcknowledgedInstanceReachesTheGroupUnchangedWhateverMomentTheNodeIsKilledAt()
      throws Exception {
    System.out.println("crash test: " + KILLS + " kills, seed " + SEED);
    RecordingGroup group = new RecordingGroup();
    DicomListener receiver = new DicomListener(Networks.settings(), group);
    receiver.start();
    copyRules();
    try (NodeProcess node =
        new NodeProcess(directory, List.of("-Xmx256m"), settings(receiver.port()))) {
      node.start();
      ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        StudySender sender =
            new StudySender(node.dicomPort(), directory, SEED + i, acknowledged, sending::get);
        senders.add(threads.submit(sender));
      }
      Random random = new Random(SEED);
      for (int kill = 0; kill < KILLS; kill++) {
        TimeUnit.MILLISECONDS.sleep(
            100 + random.nextInt(3_000)); // the random point, not a wait for something
        node.kill();
        node.start();
      }
      sending.set(false);
      for (Future<?> sender : senders) {
        sender.get(5, TimeUnit.MINUTES);
      }
      threads.shutdown();
      waitUntilForwarded(group, node);
      assertThat(node.stop()).as("clean end").isIn(0, 143);
    }
    receiver.stop();
    for (Map.Entry<String, Long> instance : acknowledged.entrySet()) {
      assertThat(group.checksums()).containsEntry(instance.getKey(), instance.getValue());
    }
    long again = group.received().values().stream().mapToLong(count -> count.get() - 1).sum();
    System.out.println(
        "crash test: " + acknowledged.size() + " instances, " + again + " sent again");
    // Only an answer that was on its way when the node was killed may be repeated: one for each
    // association and kill.
    assertThat(again).isLessThanOrEqualTo((long) KILLS * GROUP_ASSOCIATIONS);
    assertThat(leftovers()).as("unfinished files").isEmpty();
  }

  private void waitUntilForwarded(RecordingGroup group, NodeProcess node)
      throws InterruptedException, IOException {
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!group.checksums().keySet().containsAll(acknowledged.keySet())) {
      if (System.nanoTime() > deadline) {
        Set<String> missing = new TreeSet<>(acknowledged.keySet());
        missing.removeAll(group.checksums().keySet());
        throw new AssertionError(
            missing.size() + " acknowledged instances did not reach the group; " + unsettled(node));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** The studies that were not forwarded, and what the node says of the first. */
  private static String unsettled(NodeProcess node) throws IOException {
    List<String> lines =
        node.ask("studies", "--limit", "10000")
            .lines()
            .filter(line -> !line.contains("FORWARDED"))
            .toList();
    Matcher uid = Pattern.compile("2\\.25\\.[0-9]+").matcher(String.join(" ", lines));
    String first = uid.find() ? node.ask("explain", uid.group()) : "";
    return String.join("\n", lines) + "\n" + first;
  }

  private void copyRules() throws IOException {
    Path rules = Files.createDirectories(directory.resolve("conf/rules"));
    Files.writeString(
        rules.resolve("all.yaml"),
        """
        rule: every-mr
        criterion: poor_quality
        mode: auto
        level: 4
        when: study.modality == "MR"
        because: Every MR study is flagged in this test.
        """);
  }

  private static String settings(int groupPort) {
    return """
    node.ae-titles = OVERREAD
    archive.durability = disk
    archive.reserve = 1MiB
    study.quiet-period = 1s
    forward.retry-delays = 1s
    forward.breaker-failures = 1000
    forward.sends-per-study-and-day = 1000
    peer.pacs.ae-title = SENDER
    peer.pacs.may = store, query
    reading-group.all.ae-title = GROUP
    reading-group.all.host = 127.0.0.1
    reading-group.all.port = %d
    reading-group.all.fallback = true
    reading-group.all.associations = %d
    """
        .formatted(groupPort, GROUP_ASSOCIATIONS);
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
      return files.filter(path -> path.toString().endsWith(".part")).toList();
    }
  }
}
