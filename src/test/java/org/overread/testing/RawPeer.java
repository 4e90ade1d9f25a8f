package org.overread.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.Uid;
import org.overread.network.dimse.CommandSet;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.Pdu;
import org.overread.network.pdu.PduEncoder;
import org.overread.network.pdu.PresentationContextAc;
import org.overread.network.pdu.PresentationContextRq;
import org.overread.network.pdu.UserInformation;

/**
 * A peer that says exactly what a test tells it to, over a plain socket. Context 1 echo, 3 MR
 * storage, 5 study root find.
 */
public final class RawPeer implements AutoCloseable {
  public static final int ECHO = 1;
  public static final int STORE = 3;
  public static final int FIND = 5;
  private static final int TIMEOUT_MILLIS = 20_000;

  /** A PDU as received: type and the bytes after its header. */
  public record Received(int type, byte[] body) {
    /** For aborts and rejections: bytes 8 to 10 of the PDU. */
    public List<Integer> reasons() {
      return List.of((int) body[1], (int) body[2], (int) body[3]);
    }

    /** The command set in a P-DATA PDU of one PDV. */
    public CommandSet command() throws DicomFormatException {
      byte[] bytes = new byte[body.length - 6];
      System.arraycopy(body, 6, bytes, 0, bytes.length);
      return CommandSet.decode(bytes);
    }

    public boolean isCommand() {
      return type == 4 && (body[5] & 1) == 1;
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  private RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(socket.getInputStream());
  }

  public static RawPeer connect(int port) throws IOException {
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Takes the next connection to a port of ours. */
  public static RawPeer accept(ServerSocket server) throws IOException {
    return new RawPeer(server.accept());
  }

  /** Connected, and the association accepted. */
  public static RawPeer associated(int port) throws IOException {
    RawPeer peer = connect(port);
    peer.send(request());
    if (peer.receive().type() != 2) {
      throw new IOException("not accepted");
    }
    return peer;
  }

  public static AAssociateRq request() {
    return request(
        "OVERREAD",
        "RAW",
        List.of(
            new PresentationContextRq(ECHO, Uid.Verification, List.of(Uid.ImplicitVRLittleEndian)),
            new PresentationContextRq(
                STORE, Uid.MRImageStorage, List.of(Uid.ExplicitVRLittleEndian)),
            new PresentationContextRq(
                FIND,
                Uid.StudyRootQueryRetrieveInformationModelFind,
                List.of(Uid.ExplicitVRLittleEndian))));
  }

  public static AAssociateRq request(
      String called, String calling, List<PresentationContextRq> contexts) {
    return new AAssociateRq(
        1,
        called,
        calling,
        AAssociateRq.APPLICATION_CONTEXT,
        contexts,
        UserInformation.ours(16_384, "1.2.3", "RAW"));
  }

  /**
   * Accepts all that a requestor proposed, with the first syntax, and announces a maximum length.
   */
  public void acceptAssociation(long maximumLength, List<PresentationContextRq> proposed)
      throws IOException {
    receive();
    List<PresentationContextAc> answers = new ArrayList<>();
    for (PresentationContextRq context : proposed) {
      answers.add(new PresentationContextAc(context.id(), 0, context.transferSyntaxes().get(0)));
    }
    send(
        new AAssociateAc(
            1,
            "RAW",
            "TESTER",
            AAssociateRq.APPLICATION_CONTEXT,
            answers,
            UserInformation.ours(maximumLength, "1.2.3", "RAW")));
  }

  public static byte[] bytes(Pdu pdu) {
    ByteBuf encoded = PduEncoder.encode(UnpooledByteBufAllocator.DEFAULT, pdu);
    try {
      return ByteBufUtil.getBytes(encoded);
    } finally {
      encoded.release();
    }
  }

  /** One P-DATA PDU of one PDV. */
  public static byte[] pdata(int contextId, boolean command, boolean last, byte[] fragment) {
    ByteBuf out = Unpooled.buffer();
    PduEncoder.writePDataHeader(out, contextId, command, last, fragment.length);
    out.writeBytes(fragment);
    return ByteBufUtil.getBytes(out);
  }

  public static byte[] command(int contextId, CommandSet command) {
    return pdata(contextId, true, true, command.encode());
  }

  public void send(Pdu pdu) throws IOException {
    send(bytes(pdu));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next PDU. */
  public Received receive() throws IOException {
    int type = in.readUnsignedByte();
    in.readByte();
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    return new Received(type, body);
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
