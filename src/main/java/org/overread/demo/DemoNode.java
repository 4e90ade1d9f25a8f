package org.overread.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.overread.network.service.RemoteAe;

/**
 * A node in a process of its own, with settings made for the demo and the rules that are shipped.
 */
final class DemoNode implements AutoCloseable {
  private static final long STOP_SECONDS = 20;

  private final Path directory;
  private final int dicomPort;
  private final int hl7Port;
  private final Process process;

  /**
   * Starts the node; it may need a moment until it listens.
   *
   * @param directory holds conf, data and the node's output
   * @param shipped folder with the rules and the vocabulary to copy
   * @param groupPort where the reading group listens
   */
  DemoNode(Path directory, Path shipped, int groupPort) throws IOException {
    this.directory = directory;
    this.dicomPort = freePort();
    this.hl7Port = freePort();
    Path conf = Files.createDirectories(directory.resolve("conf"));
    copy(shipped.resolve("rules"), Files.createDirectories(conf.resolve("rules")));
    copy(shipped.resolve("vocabulary"), Files.createDirectories(conf.resolve("vocabulary")));
    watchOnly(conf.resolve("rules/70-mismatch.yaml"));
    Files.writeString(conf.resolve("overread.properties"), settings(groupPort));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.overread.Overread"));
    command.addAll(List.of("start", "--conf", conf.toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
  }

  /** Rules of a file are set to mode shadow: they speak, and nothing is sent because of them. */
  private static void watchOnly(Path rules) throws IOException {
    Files.writeString(rules, Files.readString(rules).replaceAll("(?m)^mode: auto", "mode: shadow"));
  }

  int hl7Port() {
    return hl7Port;
  }

  RemoteAe address() {
    return new RemoteAe("OVERREAD", "127.0.0.1", dicomPort);
  }

  Path conf() {
    return directory.resolve("conf");
  }

  Path log() {
    return directory.resolve("node.log");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private String settings(int groupPort) throws IOException {
    return """
    node.ae-titles = OVERREAD
    dicom.bind     = 127.0.0.1
    dicom.port     = %d
    hl7.port       = %d
    admin.port     = %d
    data.directory = %s
    archive.reserve = 64MiB
    study.quiet-period = 2s

    peer.pacs.ae-title = DEMO_PACS
    peer.pacs.may      = store, query

    reading-group.msk.ae-title       = MSK_READ
    reading-group.msk.host           = 127.0.0.1
    reading-group.msk.port           = %d
    reading-group.msk.subspecialties = musculoskeletal
    reading-group.msk.fallback       = true
    reading-group.msk.documents      = key-object, cover-sheet
    """
        .formatted(dicomPort, hl7Port, freePort(), directory.resolve("data"), groupPort);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Asks the node to end, as systemd does, and waits for it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
