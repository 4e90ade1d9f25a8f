package org.overread.network.pdu;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.overread.dicom.Uid;
import org.overread.network.pdu.UserInformation.ExtendedNegotiation;
import org.overread.network.pdu.UserInformation.RoleSelection;

/** Writes the body of A-ASSOCIATE-RQ and -AC (PS3.8 9.3.2, 9.3.3). */
final class AssociateWriter {

  private static final int AE_TITLE_LENGTH = 16;
  private static final int RESERVED_LENGTH = 32;

  private AssociateWriter() {}

  static void write(ByteBuf out, AAssociateRq rq) {
    requireAeTitle(rq.calledAeTitle());
    requireAeTitle(rq.callingAeTitle());
    fixedPart(out, rq.protocolVersion(), rq.calledAeTitle(), rq.callingAeTitle());
    Item.writeText(out, Item.APPLICATION_CONTEXT, rq.applicationContext());
    for (PresentationContextRq context : rq.presentationContexts()) {
      int start = Item.begin(out, Item.PRESENTATION_CONTEXT_RQ);
      out.writeByte(context.id()).writeMedium(0);
      Item.writeText(out, Item.ABSTRACT_SYNTAX, context.abstractSyntax());
      for (String transferSyntax : context.transferSyntaxes()) {
        Item.writeText(out, Item.TRANSFER_SYNTAX, transferSyntax);
      }
      Item.end(out, start);
    }
    userInformation(out, rq.userInformation());
  }

  /**
   * The AE titles of an AC repeat what the peer wrote (PS3.8 9.3.3), so only their length is our
   * business.
   */
  static void write(ByteBuf out, AAssociateAc ac) {
    fixedPart(out, ac.protocolVersion(), ac.calledAeTitle(), ac.callingAeTitle());
    Item.writeText(out, Item.APPLICATION_CONTEXT, ac.applicationContext());
    for (PresentationContextAc context : ac.presentationContexts()) {
      int start = Item.begin(out, Item.PRESENTATION_CONTEXT_AC);
      out.writeByte(context.id()).writeByte(0).writeByte(context.result()).writeByte(0);
      // a rejection has the sub-item too, without meaning (PS3.8 Table 9-18); peers exist that read
      // it as a UID
      String transferSyntax = context.transferSyntax();
      Item.writeText(
          out,
          Item.TRANSFER_SYNTAX,
          transferSyntax.isEmpty() ? Uid.ImplicitVRLittleEndian : transferSyntax);
      Item.end(out, start);
    }
    userInformation(out, ac.userInformation());
  }

  private static void fixedPart(ByteBuf out, int protocolVersion, String called, String calling) {
    out.writeShort(protocolVersion).writeShort(0);
    aeTitle(out, called);
    aeTitle(out, calling);
    out.writeZero(RESERVED_LENGTH);
  }

  private static void aeTitle(ByteBuf out, String title) {
    if (title.length() > AE_TITLE_LENGTH) {
      throw new IllegalArgumentException(
          "an AE title has at most 16 characters, not " + title.length());
    }
    out.writeCharSequence(title, StandardCharsets.ISO_8859_1);
    for (int i = title.length(); i < AE_TITLE_LENGTH; i++) {
      out.writeByte(' ');
    }
  }

  /**
   * PS3.5 6.2: AE is of the default repertoire without control characters and backslash, and not
   * only spaces.
   */
  private static void requireAeTitle(String title) {
    if (title.isBlank() || !title.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\\')) {
      throw new IllegalArgumentException(
          "an AE title is empty or has a character that it must not have");
    }
  }

  private static void userInformation(ByteBuf out, UserInformation information) {
    if (information.userIdentity().isPresent()) {
      throw new IllegalArgumentException("user identity is read only: its fields are not kept");
    }
    int start = Item.begin(out, Item.USER_INFORMATION);
    information
        .maximumLength()
        .ifPresent(
            length -> {
              int item = Item.begin(out, Item.MAXIMUM_LENGTH);
              out.writeInt((int) length);
              Item.end(out, item);
            });
    optionalText(out, Item.IMPLEMENTATION_CLASS_UID, information.implementationClassUid());
    information
        .asyncOperations()
        .ifPresent(
            window -> {
              int item = Item.begin(out, Item.ASYNC_OPERATIONS);
              out.writeShort(window.invoked()).writeShort(window.performed());
              Item.end(out, item);
            });
    for (RoleSelection role : information.roleSelections()) {
      int item = Item.begin(out, Item.ROLE_SELECTION);
      countedUid(out, role.sopClassUid());
      out.writeBoolean(role.scu()).writeBoolean(role.scp());
      Item.end(out, item);
    }
    optionalText(out, Item.IMPLEMENTATION_VERSION_NAME, information.implementationVersionName());
    for (ExtendedNegotiation extended : information.extendedNegotiations()) {
      int item = Item.begin(out, Item.EXTENDED_NEGOTIATION);
      countedUid(out, extended.sopClassUid());
      extended.applicationInformation().forEach(out::writeByte);
      Item.end(out, item);
    }
    Item.end(out, start);
  }

  private static void optionalText(ByteBuf out, int type, String text) {
    if (!text.isEmpty()) {
      Item.writeText(out, type, text);
    }
  }

  private static void countedUid(ByteBuf out, String uid) {
    out.writeShort(uid.length());
    out.writeCharSequence(uid, StandardCharsets.US_ASCII);
  }
}
