package org.overread.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.overread.network.MllpListener;
import org.overread.network.mllp.MllpSettings;
import org.overread.testing.Hl7Samples;
import org.overread.testing.Messages;

/**
 * Sends ORU messages over several connections, each waiting for its acknowledgement before the next
 * message, and prints messages per second with median and 99th percentile.
 *
 * <p>Arguments: {@code connections messagesPerConnection [port]}. Without a port it measures a
 * listener of its own whose service only remembers the message: the cost of the network side.
 */
public final class MllpLoad {
  private static final int END = 0x1C;

  private MllpLoad() {}

  public static void main(String[] args) throws Exception {
    int connections = Integer.parseInt(args[0]);
    int messages = Integer.parseInt(args[1]);
    if (args.length > 2) {
      run(connections, messages, Integer.parseInt(args[2]));
      return;
    }
    MllpListener listener =
        new MllpListener(MllpSettings.usual("127.0.0.1", 0), new Messages(), Clock.systemUTC());
    listener.start();
    run(connections, messages, listener.port());
    listener.stop();
  }

  private static void run(int connections, int messages, int port) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(connections);
    List<Callable<long[]>> work = new ArrayList<>();
    for (int c = 0; c < connections; c++) {
      String prefix = "L" + System.nanoTime() + "-" + c + "-";
      work.add(() -> send(prefix, messages, port));
    }
    long begin = System.nanoTime();
    long[] times = new long[0];
    for (Future<long[]> sender : senders.invokeAll(work)) {
      long[] more = sender.get();
      int before = times.length;
      times = Arrays.copyOf(times, before + more.length);
      System.arraycopy(more, 0, times, before, more.length);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    senders.shutdown();
    Arrays.sort(times);
    System.out.printf(
        "%d messages in %.2f s: %.0f/s, median %.2f ms, 99 %% within %.2f ms%n",
        times.length,
        seconds,
        times.length / seconds,
        times[times.length / 2] / 1e6,
        times[times.length * 99 / 100] / 1e6);
  }

  private static long[] send(String prefix, int messages, int port) throws IOException {
    long[] times = new long[messages];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < messages; i++) {
        long begin = System.nanoTime();
        socket.getOutputStream().write(Hl7Samples.framed(Hl7Samples.oru(prefix + i)));
        readAccepted(in);
        times[i] = System.nanoTime() - begin;
      }
    }
    return times;
  }

  private static void readAccepted(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int b = in.read(); b != END; b = in.read()) {
      if (b < 0) {
        throw new IOException("closed without acknowledgement");
      }
      answer.append((char) b);
    }
    in.read(); // CR
    if (answer.indexOf("MSA|AA|") < 0) {
      throw new IOException("not accepted");
    }
  }
}
