package org.overread.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Pushes pre-encoded C-STOREs as fast as a receiver answers, the same bytes to every receiver. Uses
 * blocking sockets and none of the product's own network code, so that a fault there does not hide
 * here.
 *
 * <p>Arguments: {@code host port calledAeTitle associations instancesPerAssociation bytes
 * [pauseMillis]}. Each association sends its own study. Prints instances, seconds, MB/s,
 * instances/s and the median and 99th percentile of a C-STORE.
 */
public final class StoreLoad {
  private static final String MR = "1.2.840.10008.5.1.4.1.1.4";
  private static final String EXPLICIT_LE = "1.2.840.10008.1.2.1";
  private static final String UID_ROOT = "1.2.826.0.1.3680043.2.1143.";

  private final String host;
  private final int port;
  private final String calledAeTitle;
  private final int instances;
  private final int bytes;
  private final long pauseMillis;

  private StoreLoad(String[] args) {
    host = args[0];
    port = Integer.parseInt(args[1]);
    calledAeTitle = args[2];
    instances = Integer.parseInt(args[4]);
    bytes = Integer.parseInt(args[5]);
    pauseMillis = args.length > 6 ? Long.parseLong(args[6]) : 0;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 6) {
      System.err.println(
          "usage: StoreLoad host port calledAeTitle associations instancesPerAssociation bytes [pauseMillis]");
      System.exit(2);
    }
    StoreLoad load = new StoreLoad(args);
    int associations = Integer.parseInt(args[3]);
    ExecutorService threads = Executors.newFixedThreadPool(associations);
    long begin = System.nanoTime();
    List<Future<long[]>> runs = new ArrayList<>();
    for (int i = 0; i < associations; i++) {
      int number = i;
      Callable<long[]> run = () -> load.association(number);
      runs.add(threads.submit(run));
    }
    long[] all = new long[0];
    for (Future<long[]> run : runs) {
      long[] one = run.get();
      int before = all.length;
      all = Arrays.copyOf(all, before + one.length);
      System.arraycopy(one, 0, all, before, one.length);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    threads.shutdown();
    Arrays.sort(all);
    System.out.printf(
        "%d instances, %.2f s, %.0f MB/s, %.0f instances/s, median %.2f ms, p99 %.2f ms%n",
        all.length,
        seconds,
        all.length * (double) load.bytes / 1e6 / seconds,
        all.length / seconds,
        all[all.length / 2] / 1e6,
        all[(int) (all.length * 0.99)] / 1e6);
  }

  private long[] association(int number) throws Exception {
    try (Socket socket = new Socket(host, port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out.write(associateRq());
      int maximum = accepted(in);
      long base = System.nanoTime() % 700_000_000_000_000L + number * 10_000_000L;
      byte[] message = message(uid(1, base), uid(2, base), maximum);
      List<Integer> places = places(message, uid(3, 0));
      long[] nanos = new long[instances];
      for (int i = 0; i < instances; i++) {
        byte[] uid = uid(3, base + i).getBytes(StandardCharsets.US_ASCII);
        for (int place : places) {
          System.arraycopy(uid, 0, message, place, uid.length);
        }
        long begin = System.nanoTime();
        out.write(message);
        int status = status(in);
        nanos[i] = System.nanoTime() - begin;
        if (status != 0) {
          throw new IOException(String.format("status %04X for instance %d", status, i));
        }
        if (pauseMillis > 0) {
          Thread.sleep(pauseMillis);
        }
      }
      out.write(new byte[] {5, 0, 0, 0, 0, 4, 0, 0, 0, 0});
      in.readFully(new byte[10]);
      return nanos;
    }
  }

  private static String uid(int kind, long number) {
    return UID_ROOT
        + kind
        + "."
        + (100_000_000_000_000L
            + number); // always 44 characters, so that it can be replaced in place
  }

  private byte[] associateRq() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeShort(1);
    out.writeShort(0);
    out.writeBytes(String.format("%-16s%-16s", calledAeTitle, "LOAD"));
    out.write(new byte[32]);
    item(out, 0x10, "1.2.840.10008.3.1.1.1".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream context = new ByteArrayOutputStream();
    DataOutputStream contextOut = new DataOutputStream(context);
    contextOut.write(new byte[] {1, 0, 0, 0});
    item(contextOut, 0x30, MR.getBytes(StandardCharsets.US_ASCII));
    item(contextOut, 0x40, EXPLICIT_LE.getBytes(StandardCharsets.US_ASCII));
    item(out, 0x20, context.toByteArray());
    ByteArrayOutputStream user = new ByteArrayOutputStream();
    DataOutputStream userOut = new DataOutputStream(user);
    item(userOut, 0x51, new byte[] {0, 1, 0, 0});
    item(userOut, 0x52, "1.2.3.4".getBytes(StandardCharsets.US_ASCII));
    item(out, 0x50, user.toByteArray());
    return pdu(1, body.toByteArray());
  }

  private static void item(DataOutputStream out, int type, byte[] value) throws IOException {
    out.writeByte(type);
    out.writeByte(0);
    out.writeShort(value.length);
    out.write(value);
  }

  private static byte[] pdu(int type, byte[] body) {
    return ByteBuffer.allocate(6 + body.length)
        .put((byte) type)
        .put((byte) 0)
        .putInt(body.length)
        .put(body)
        .array();
  }

  /** Reads the A-ASSOCIATE-AC and gives the peer's maximum PDU length. */
  private static int accepted(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    in.readUnsignedByte();
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    if (type != 2) {
      throw new IOException("no association: PDU type " + type + " " + Arrays.toString(body));
    }
    for (int at = 68; at < body.length; ) {
      int itemType = body[at] & 0xFF;
      int length = (body[at + 2] & 0xFF) << 8 | body[at + 3] & 0xFF;
      if (itemType == 0x51) {
        int maximum = ByteBuffer.wrap(body, at + 4, 4).getInt();
        return maximum == 0 ? 131_072 : Math.min(maximum, 1 << 20);
      }
      at += itemType == 0x50 ? 4 : 4 + length;
    }
    return 16_384;
  }

  private byte[] message(String studyUid, String seriesUid, int maximum) throws IOException {
    String sopInstanceUid = uid(3, 0);
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    command(command, 0x0002, MR);
    command(command, 0x0100, (short) 1);
    command(command, 0x0110, (short) 1);
    command(command, 0x0700, (short) 0);
    command(command, 0x0800, (short) 1);
    command(command, 0x1000, sopInstanceUid);
    ByteBuffer group = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    group.putInt(0).putInt(4).putInt(command.size());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(group.array());
    command.writeTo(all);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fragments(out, all.toByteArray(), true, maximum);
    fragments(out, dataSet(studyUid, seriesUid, sopInstanceUid), false, maximum);
    return out.toByteArray();
  }

  private static void command(OutputStream out, int element, Object value) throws IOException {
    byte[] bytes;
    if (value instanceof Short number) {
      bytes = new byte[] {(byte) (int) number, (byte) (number >> 8)};
    } else {
      byte[] text = value.toString().getBytes(StandardCharsets.US_ASCII);
      bytes = Arrays.copyOf(text, text.length + (text.length & 1));
    }
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) 0).putShort((short) element).putInt(bytes.length);
    out.write(head.array());
    out.write(bytes);
  }

  private byte[] dataSet(String studyUid, String seriesUid, String sopInstanceUid)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    element(out, 0x00080016, "UI", MR);
    element(out, 0x00080018, "UI", sopInstanceUid);
    element(out, 0x00080020, "DA", "20260101");
    element(out, 0x00080060, "CS", "MR");
    element(out, 0x00100010, "PN", "Load^Test");
    element(out, 0x00100020, "LO", "LOAD");
    element(out, 0x00180087, "DS", "3");
    element(out, 0x0020000D, "UI", studyUid);
    element(out, 0x0020000E, "UI", seriesUid);
    ByteBuffer pixels =
        ByteBuffer.allocate(12 + Math.max(2, bytes - out.size() - 12 & ~1))
            .order(ByteOrder.LITTLE_ENDIAN);
    pixels
        .putShort((short) 0x7FE0)
        .putShort((short) 0x0010)
        .put((byte) 'O')
        .put((byte) 'W')
        .putShort((short) 0);
    pixels.putInt(pixels.capacity() - 12);
    for (int i = 0; pixels.hasRemaining(); i++) {
      pixels.put((byte) (i * 31 >>> 3));
    }
    out.write(pixels.array());
    return out.toByteArray();
  }

  private static void element(OutputStream out, int tag, String vr, String value)
      throws IOException {
    byte[] text = value.getBytes(StandardCharsets.US_ASCII);
    byte[] even = Arrays.copyOf(text, text.length + (text.length & 1));
    if (even.length > text.length && !vr.equals("UI")) {
      even[text.length] = ' ';
    }
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) (tag >>> 16)).putShort((short) tag);
    head.put((byte) vr.charAt(0)).put((byte) vr.charAt(1)).putShort((short) even.length);
    out.write(head.array());
    out.write(even);
  }

  private static void fragments(OutputStream out, byte[] stream, boolean command, int maximum)
      throws IOException {
    int most = maximum - 6 & ~1;
    for (int at = 0; at < stream.length; at += most) {
      int length = Math.min(most, stream.length - at);
      boolean last = at + length == stream.length;
      ByteBuffer head = ByteBuffer.allocate(12);
      head.put((byte) 4).put((byte) 0).putInt(length + 6).putInt(length + 2).put((byte) 1);
      head.put((byte) ((command ? 1 : 0) | (last ? 2 : 0)));
      out.write(head.array());
      out.write(stream, at, length);
    }
  }

  /** Where the UID stands: once in the command set, once in the data set. */
  private static List<Integer> places(byte[] message, String uid) {
    byte[] wanted = uid.getBytes(StandardCharsets.US_ASCII);
    List<Integer> result = new ArrayList<>();
    for (int at = 0;
        at <= Math.min(message.length - wanted.length, 4_096) && result.size() < 2;
        at++) {
      if (Arrays.equals(message, at, at + wanted.length, wanted, 0, wanted.length)) {
        result.add(at);
      }
    }
    return result;
  }

  /** Reads one response and gives (0000,0900). */
  private static int status(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    in.readUnsignedByte();
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    if (type != 4) {
      throw new IOException("PDU type " + type + " " + Arrays.toString(body));
    }
    ByteBuffer command =
        ByteBuffer.wrap(body, 6, body.length - 6).slice().order(ByteOrder.LITTLE_ENDIAN);
    while (command.remaining() >= 8) {
      int group = command.getShort() & 0xFFFF;
      int element = command.getShort() & 0xFFFF;
      int length = command.getInt();
      if (group == 0 && element == 0x0900) {
        return command.getShort() & 0xFFFF;
      }
      command.position(command.position() + length);
    }
    throw new IOException("response without status");
  }
}
