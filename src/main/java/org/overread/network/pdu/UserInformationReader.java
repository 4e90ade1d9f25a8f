package org.overread.network.pdu;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.overread.network.pdu.UserInformation.AsyncOperations;
import org.overread.network.pdu.UserInformation.ExtendedNegotiation;
import org.overread.network.pdu.UserInformation.RoleSelection;
import org.overread.network.pdu.UserInformation.UserIdentity;

/**
 * Reads the sub-items of user information (PS3.8 D.1, PS3.7 D.3.3). Of a sub-item that is due once
 * the first counts. Unknown ones are skipped (PS3.8 D.2).
 */
final class UserInformationReader {

  private static final int MAX_CLASS_UID_LENGTH = 64;
  private static final int MAX_VERSION_NAME_LENGTH = 16; // PS3.7 Table D.3-2

  private OptionalLong maximumLength = OptionalLong.empty();
  private String implementationClassUid = "";
  private String implementationVersionName = "";
  private Optional<AsyncOperations> asyncOperations = Optional.empty();
  private final List<RoleSelection> roleSelections = new ArrayList<>();
  private final List<ExtendedNegotiation> extendedNegotiations = new ArrayList<>();
  private Optional<UserIdentity> userIdentity = Optional.empty();

  private UserInformationReader() {}

  static UserInformation read(ByteBuf in) throws PduException {
    UserInformationReader reader = new UserInformationReader();
    while (in.isReadable()) {
      reader.take(Item.read(in));
    }
    return new UserInformation(
        reader.maximumLength,
        reader.implementationClassUid,
        reader.implementationVersionName,
        reader.asyncOperations,
        reader.roleSelections,
        reader.extendedNegotiations,
        reader.userIdentity);
  }

  private void take(Item item) throws PduException {
    switch (item.type()) {
      case Item.MAXIMUM_LENGTH -> {
        item.requireLength(4);
        maximumLength =
            maximumLength.isPresent()
                ? maximumLength
                : OptionalLong.of(item.value().readUnsignedInt());
      }
      case Item.IMPLEMENTATION_CLASS_UID ->
          implementationClassUid = firstOf(implementationClassUid, item, MAX_CLASS_UID_LENGTH);
      case Item.IMPLEMENTATION_VERSION_NAME ->
          implementationVersionName =
              firstOf(implementationVersionName, item, MAX_VERSION_NAME_LENGTH);
      case Item.ASYNC_OPERATIONS -> {
        item.requireLength(4);
        AsyncOperations window =
            new AsyncOperations(item.value().readUnsignedShort(), item.value().readUnsignedShort());
        asyncOperations = asyncOperations.or(() -> Optional.of(window));
      }
      case Item.ROLE_SELECTION -> roleSelections.add(roleSelection(item));
      case Item.EXTENDED_NEGOTIATION -> extendedNegotiations.add(extendedNegotiation(item));
      case Item.USER_IDENTITY -> {
        item.requireAtLeast(2);
        UserIdentity identity =
            new UserIdentity(item.value().readUnsignedByte(), item.value().readUnsignedByte() == 1);
        userIdentity = userIdentity.or(() -> Optional.of(identity));
      }
      default -> {
        // skipped by its length
      }
    }
  }

  /**
   * For people to read only, so whatever a peer writes here is kept as far as it fits and never
   * fails the association.
   */
  private static String firstOf(String earlier, Item item, int maxLength) {
    String text = item.text(Math.min(item.value().readableBytes(), maxLength));
    return earlier.isEmpty() ? text : earlier;
  }

  private static RoleSelection roleSelection(Item item) throws PduException {
    String sopClassUid = countedUid(item);
    item.requireLength(2);
    return new RoleSelection(
        sopClassUid, item.value().readUnsignedByte() == 1, item.value().readUnsignedByte() == 1);
  }

  private static ExtendedNegotiation extendedNegotiation(Item item) throws PduException {
    String sopClassUid = countedUid(item);
    List<Byte> information = new ArrayList<>(item.value().readableBytes());
    while (item.value().isReadable()) {
      information.add(item.value().readByte());
    }
    return new ExtendedNegotiation(sopClassUid, information);
  }

  private static String countedUid(Item item) throws PduException {
    item.requireAtLeast(2);
    return item.uid(item.value().readUnsignedShort());
  }
}
