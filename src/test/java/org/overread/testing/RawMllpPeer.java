package org.overread.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.overread.hl7.Acknowledgement;
import org.overread.hl7.Hl7Exception;

/** Sends the bytes a test tells it to, over a plain socket. */
public final class RawMllpPeer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  public RawMllpPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
  }

  public static RawMllpPeer connect(int port) throws IOException {
    return new RawMllpPeer(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  public void send(String bytes) throws IOException {
    send(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The next frame, which must be framed exactly. */
  public byte[] receive() throws IOException {
    expect(0x0B);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    for (int b = in.read(); b != 0x1C; b = in.read()) {
      if (b < 0) {
        throw new IOException("ended inside a frame");
      }
      frame.write(b);
    }
    expect(0x0D);
    return frame.toByteArray();
  }

  public Acknowledgement acknowledgement() throws IOException, Hl7Exception {
    return Acknowledgement.read(receive());
  }

  private void expect(int wanted) throws IOException {
    int b = in.read();
    if (b != wanted) {
      throw new IOException("not framed: " + b);
    }
  }

  /** True when the other side closed and sent nothing more. */
  public boolean isClosedByPeer() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
