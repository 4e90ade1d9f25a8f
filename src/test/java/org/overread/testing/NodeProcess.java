package org.overread.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, as a hospital runs it, so that it can be killed. */
public final class NodeProcess implements AutoCloseable {
  private final Path directory;
  private final List<String> jvmOptions;
  private final int dicomPort;
  private final int adminPort;
  private Process process;

  /**
   * @param directory holds conf/ and data/ of the node; conf/rules must be there
   * @param jvmOptions e.g. -Xmx256m
   * @param settings lines of overread.properties beside ports and data directory
   */
  public NodeProcess(Path directory, List<String> jvmOptions, String settings) throws IOException {
    this.directory = directory;
    this.jvmOptions = jvmOptions;
    dicomPort = freePort();
    adminPort = freePort();
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(
        conf.resolve("overread.properties"),
        settings
            + "\ndicom.bind = 127.0.0.1\ndicom.port = "
            + dicomPort
            + "\nadmin.port = "
            + adminPort
            + "\ndata.directory = "
            + directory.resolve("data")
            + "\n");
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public int dicomPort() {
    return dicomPort;
  }

  public int adminPort() {
    return adminPort;
  }

  public Path directory() {
    return directory;
  }

  public long pid() {
    return process.pid();
  }

  /** Starts the node and waits until it listens; gives the milliseconds that took. */
  public long start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.overread.Overread"));
    command.addAll(List.of("start", "--conf", directory.resolve("conf").toString()));
    long begin = System.nanoTime();
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("node.log").toFile()))
            .start();
    long deadline = begin + TimeUnit.SECONDS.toNanos(60);
    while (!listens()) {
      if (!process.isAlive()) {
        throw new IOException("the node ended with " + process.exitValue() + ":\n" + log());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("the node does not listen:\n" + threads() + tail());
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), dicomPort), 200);
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** Runs a command of the administrator against this node and gives what it prints. */
  public String ask(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.overread.Overread"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--conf", directory.resolve("conf").toString()));
    Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What the node is doing, for a start that does not come to its end. */
  private String threads() throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process dump =
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "Thread.print")
            .redirectErrorStream(true)
            .start();
    return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String tail() throws IOException {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, then waits; gives the exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  public String log() throws IOException {
    return Files.readString(directory.resolve("node.log"));
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
