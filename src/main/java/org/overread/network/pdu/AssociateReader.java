package org.overread.network.pdu;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Reads the body of A-ASSOCIATE-RQ and -AC (PS3.8 9.3.2, 9.3.3). Items may come in any order. */
final class AssociateReader {

  /** Version, reserved, two AE titles, reserved: PS3.8 Table 9-11. */
  static final int FIXED_LENGTH = 68;

  private static final int AE_TITLE_LENGTH = 16;
  private static final int RESERVED_LENGTH = 32;
  private static final int MAX_CONTEXTS = 128; // odd IDs of one byte

  private final ByteBuf in;
  private final int protocolVersion;
  private final String calledAeTitle;
  private final String callingAeTitle;
  private final List<PresentationContextRq> proposed = new ArrayList<>();
  private final List<PresentationContextAc> answered = new ArrayList<>();
  private final BitSet proposedIds = new BitSet();
  private Optional<String> applicationContext = Optional.empty();
  private Optional<UserInformation> userInformation = Optional.empty();

  /**
   * @param in the body, at least {@link #FIXED_LENGTH} bytes
   */
  private AssociateReader(ByteBuf in) {
    this.in = in;
    protocolVersion = in.readUnsignedShort();
    in.skipBytes(2);
    calledAeTitle = aeTitle(in);
    callingAeTitle = aeTitle(in);
    in.skipBytes(RESERVED_LENGTH);
  }

  static AAssociateRq request(ByteBuf in) throws PduException {
    AssociateReader reader = new AssociateReader(in);
    reader.items(Item.PRESENTATION_CONTEXT_RQ);
    if (reader.proposed.isEmpty()) {
      throw Item.invalid("no presentation context", in);
    }
    return new AAssociateRq(
        reader.protocolVersion,
        reader.calledAeTitle,
        reader.callingAeTitle,
        reader.requireApplicationContext(),
        reader.proposed,
        reader.requireUserInformation());
  }

  static AAssociateAc accept(ByteBuf in) throws PduException {
    AssociateReader reader = new AssociateReader(in);
    reader.items(Item.PRESENTATION_CONTEXT_AC);
    return new AAssociateAc(
        reader.protocolVersion,
        reader.calledAeTitle,
        reader.callingAeTitle,
        reader.requireApplicationContext(),
        reader.answered,
        reader.requireUserInformation());
  }

  private void items(int contextItem) throws PduException {
    while (in.isReadable()) {
      Item item = Item.read(in);
      if (item.type() == Item.APPLICATION_CONTEXT) {
        requireFirst(applicationContext, item);
        applicationContext = Optional.of(item.uid());
      } else if (item.type() == Item.USER_INFORMATION) {
        requireFirst(userInformation, item);
        userInformation = Optional.of(UserInformationReader.read(item.value()));
      } else if (item.type() != contextItem) {
        throw Item.unrecognized(item, "A-ASSOCIATE");
      } else if (proposed.size() + answered.size() == MAX_CONTEXTS) {
        throw Item.invalid("more than " + MAX_CONTEXTS + " presentation contexts", in);
      } else if (contextItem == Item.PRESENTATION_CONTEXT_RQ) {
        proposed.add(proposal(item));
      } else {
        answered.add(answer(item));
      }
    }
  }

  private PresentationContextRq proposal(Item item) throws PduException {
    item.requireAtLeast(4);
    ByteBuf value = item.value();
    int id = value.readUnsignedByte();
    value.skipBytes(3);
    if (id % 2 == 0 || proposedIds.get(id)) {
      throw Item.invalid("presentation context ID even or repeated", in);
    }
    proposedIds.set(id);
    String abstractSyntax = "";
    List<String> transferSyntaxes = new ArrayList<>();
    while (value.isReadable()) {
      Item part = Item.read(value);
      if (part.type() == Item.TRANSFER_SYNTAX) {
        transferSyntaxes.add(part.uid());
      } else if (part.type() != Item.ABSTRACT_SYNTAX) {
        throw Item.unrecognized(part, "a presentation context");
      } else if (!abstractSyntax.isEmpty()) {
        throw Item.invalid("two abstract syntaxes in one presentation context", in);
      } else {
        abstractSyntax = part.uid();
      }
    }
    if (abstractSyntax.isEmpty() || transferSyntaxes.isEmpty()) {
      throw Item.invalid("presentation context without abstract or transfer syntax", in);
    }
    return new PresentationContextRq(id, abstractSyntax, transferSyntaxes);
  }

  /**
   * Below a rejection nothing is read: it may hold no, an empty or a meaningless transfer syntax
   * (PS3.8 9.3.3.2).
   */
  private PresentationContextAc answer(Item item) throws PduException {
    item.requireAtLeast(4);
    ByteBuf value = item.value();
    int id = value.readUnsignedByte();
    int result = value.skipBytes(1).readUnsignedByte();
    value.skipBytes(1);
    if (result != PresentationContextAc.Result.ACCEPTANCE) {
      return new PresentationContextAc(id, result, "");
    }
    Item part = Item.read(value);
    if (part.type() != Item.TRANSFER_SYNTAX) {
      throw Item.unrecognized(part, "an accepted presentation context");
    }
    String transferSyntax = part.uid();
    if (value.isReadable()) {
      throw Item.invalid("bytes after the transfer syntax of an accepted presentation context", in);
    }
    return new PresentationContextAc(id, result, transferSyntax);
  }

  private void requireFirst(Optional<?> earlier, Item item) throws PduException {
    if (earlier.isPresent()) {
      throw Item.invalid("item %02X twice".formatted(item.type()), in);
    }
  }

  private String requireApplicationContext() throws PduException {
    return applicationContext.orElseThrow(() -> Item.invalid("no application context", in));
  }

  private UserInformation requireUserInformation() throws PduException {
    return userInformation.orElseThrow(() -> Item.invalid("no user information", in));
  }

  /** 16 bytes; spaces around a title mean nothing, and peers are seen that pad with NULs. */
  private static String aeTitle(ByteBuf in) {
    String title = in.readCharSequence(AE_TITLE_LENGTH, StandardCharsets.ISO_8859_1).toString();
    int start = 0;
    int end = title.length();
    while (start < end && isPadding(title.charAt(start))) {
      start++;
    }
    while (end > start && isPadding(title.charAt(end - 1))) {
      end--;
    }
    return title.substring(start, end);
  }

  private static boolean isPadding(char c) {
    return c == ' ' || c == 0;
  }
}
