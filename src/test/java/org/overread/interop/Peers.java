package org.overread.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.overread.testing.NodeProcess;

/**
 * Other people's DICOM programs, each in a process of its own with its files below one directory.
 * Used by one test; closing stops what was started. DCMTK and Orthanc cannot bind to one address:
 * on a shared machine a firewall keeps others out.
 */
public final class Peers implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final long RUN_SECONDS = 120;

  /**
   * What a program that ran to its end left behind; standard output and error are mixed as they
   * came.
   */
  public record Output(int exitCode, String text) {}

  /**
   * A server that runs until the peers are closed.
   *
   * @param dicomPort on 127.0.0.1
   * @param httpPort 0 where there is none
   * @param directory its files; what a storescp received is directly in it
   */
  public record Server(String aeTitle, int dicomPort, int httpPort, Path directory) {}

  private final Path directory;
  private final List<Process> running = new ArrayList<>();
  private int runs;

  public Peers(Path directory) {
    this.directory = directory;
  }

  /**
   * DCMTK's storescp, which keeps the bytes it received (+B) and takes every transfer syntax (+xa).
   */
  public Server storescp(String aeTitle, String... options)
      throws IOException, InterruptedException {
    int port = NodeProcess.freePort();
    Path files = Files.createDirectories(directory.resolve(aeTitle));
    List<String> command =
        new ArrayList<>(
            List.of("storescp", "-q", "--fork", "-aet", aeTitle, "-od", files.toString()));
    command.addAll(List.of("+B", "+xa"));
    command.addAll(List.of(options));
    command.add(Integer.toString(port));
    return started(new Server(aeTitle, port, 0, files), command);
  }

  /**
   * Orthanc with an empty index.
   *
   * @param settings further members of its configuration, each ended by a comma, e.g. {@code
   *     "\"StableAge\": 1,"}
   */
  public Server orthanc(String aeTitle, String settings) throws IOException, InterruptedException {
    Path files = Files.createDirectories(directory.resolve(aeTitle));
    int port = NodeProcess.freePort();
    int http = NodeProcess.freePort();
    Path configuration = files.resolve("orthanc.json");
    Files.writeString(
        configuration,
        """
        { %s
          "DicomAet": "%s", "DicomPort": %d, "HttpPort": %d,
          "StorageDirectory": "%s", "IndexDirectory": "%s",
          "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "Plugins": [],
          "DicomAlwaysAllowEcho": true, "DicomAlwaysAllowFind": true, "DicomAlwaysAllowStore": true,
          "DefaultEncoding": "Utf8" }
        """
            .formatted(settings, aeTitle, port, http, files, files));
    return started(
        new Server(aeTitle, port, http, files), List.of("Orthanc", configuration.toString()));
  }

  private Server started(Server server, List<String> command)
      throws IOException, InterruptedException {
    Path log = directory.resolve(server.aeTitle() + ".log");
    Process process = process(command, directory, log).start();
    running.add(process);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (run(
                "echoscu",
                "-aec",
                server.aeTitle(),
                "127.0.0.1",
                Integer.toString(server.dicomPort()))
            .exitCode()
        != 0) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(command.get(0) + " does not answer:\n" + Files.readString(log));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return server;
  }

  /** Runs a program to its end. */
  public Output run(String... command) throws IOException, InterruptedException {
    return runIn(directory, List.of(command));
  }

  /** Runs a program that writes into its working directory. */
  public Output runIn(Path workingDirectory, List<String> command)
      throws IOException, InterruptedException {
    Path text = directory.resolve("run-" + ++runs + ".txt");
    Process process = process(command, workingDirectory, text).start();
    if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException(command.get(0) + " does not end");
    }
    // what tools print may be in any character set
    return new Output(
        process.exitValue(), new String(Files.readAllBytes(text), StandardCharsets.UTF_8));
  }

  private static ProcessBuilder process(List<String> command, Path workingDirectory, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // DCMTK, and Orthanc built on it, leave Nagle's algorithm on unless told: 40 ms per message
    builder.environment().put("TCP_NODELAY", "1");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    return builder;
  }

  /** Runs a Python script that may import pydicom. */
  public Output python(String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ToolsCondition.python(), "-c", script));
    command.addAll(List.of(arguments));
    return runIn(directory, command);
  }

  @Override
  public void close() {
    running.forEach(Process::destroyForcibly);
    for (Process process : running) {
      process.onExit().join();
    }
  }
}
