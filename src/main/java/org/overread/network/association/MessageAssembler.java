package org.overread.network.association;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import org.overread.dicom.DicomFormatException;
import org.overread.network.dimse.CommandSet;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.PdvFragment;

/**
 * Puts PDV fragments together to messages: one command set, then the data set it announces, on one
 * presentation context (PS3.7 6.3, PS3.8 Annex E.1). Command sets are collected; data sets are
 * passed on piece by piece. Used by one thread.
 */
final class MessageAssembler {
  /** A real command set has a few hundred bytes. */
  static final int MAX_COMMAND_SET = 64 * 1024;

  /** Takes the parts of each message in order. */
  interface Sink {
    void command(int contextId, CommandSet command) throws ProtocolViolation;

    /** The next bytes of the data set; valid during the call. */
    void data(ByteBuf bytes);

    /** The data set is complete. */
    void end();
  }

  private enum Expecting {
    COMMAND,
    REST_OF_COMMAND,
    DATA
  }

  private final Set<Integer> acceptedContexts;
  private final Sink sink;
  private final ByteArrayOutputStream command = new ByteArrayOutputStream(256);
  private Expecting expecting = Expecting.COMMAND;
  private int contextId;

  MessageAssembler(Set<Integer> acceptedContexts, Sink sink) {
    this.acceptedContexts = Set.copyOf(acceptedContexts);
    this.sink = sink;
  }

  /** Between messages: nothing begun that is not complete. */
  boolean isBetweenMessages() {
    return expecting == Expecting.COMMAND;
  }

  /** Takes the fragment and releases its buffer. */
  void accept(PdvFragment fragment) throws ProtocolViolation {
    try {
      check(fragment);
      if (fragment.command()) {
        collect(fragment);
      } else {
        sink.data(fragment.data());
        if (fragment.last()) {
          expecting = Expecting.COMMAND;
          sink.end();
        }
      }
    } finally {
      fragment.data().release();
    }
  }

  private void check(PdvFragment fragment) throws ProtocolViolation {
    if (!acceptedContexts.contains(fragment.contextId())) {
      throw new ProtocolViolation(
          "presentation context not accepted", AAbort.INVALID_PDU_PARAMETER_VALUE);
    }
    if (fragment.command() != (expecting != Expecting.DATA)) {
      throw new ProtocolViolation(
          fragment.command() ? "command set where data set is due" : "data set without command set",
          AAbort.UNEXPECTED_PDU_PARAMETER);
    }
    if (expecting != Expecting.COMMAND && fragment.contextId() != contextId) {
      throw new ProtocolViolation(
          "presentation context changes inside a message", AAbort.UNEXPECTED_PDU_PARAMETER);
    }
  }

  private void collect(PdvFragment fragment) throws ProtocolViolation {
    contextId = fragment.contextId();
    expecting = Expecting.REST_OF_COMMAND;
    if (command.size() + fragment.data().readableBytes() > MAX_COMMAND_SET) {
      throw new ProtocolViolation(
          "command set longer than 64 KiB", AAbort.INVALID_PDU_PARAMETER_VALUE);
    }
    append(fragment.data());
    if (fragment.last()) {
      CommandSet complete = decode(command.toByteArray());
      command.reset();
      expecting = complete.hasDataSet() ? Expecting.DATA : Expecting.COMMAND;
      sink.command(contextId, complete);
    }
  }

  private void append(ByteBuf bytes) {
    try {
      bytes.readBytes(command, bytes.readableBytes());
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail", e);
    }
  }

  private static CommandSet decode(byte[] bytes) throws ProtocolViolation {
    try {
      return CommandSet.decode(bytes);
    } catch (DicomFormatException e) {
      throw new ProtocolViolation(
          "command set: " + e.getMessage(), AAbort.INVALID_PDU_PARAMETER_VALUE);
    }
  }
}
