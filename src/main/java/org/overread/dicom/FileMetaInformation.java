package org.overread.dicom;

import java.util.Arrays;
import java.util.Optional;

/**
 * File Meta Information (PS3.10 table 7.1-1). Text that is absent is the empty string.
 *
 * @param mediaStorageSopClassUid (0002,0002)
 * @param mediaStorageSopInstanceUid (0002,0003)
 * @param transferSyntaxUid (0002,0010)
 * @param implementationClassUid (0002,0012), of the software that wrote the file
 * @param implementationVersionName (0002,0013), at most 16 characters
 * @param sourceAeTitle (0002,0016)
 * @param sendingAeTitle (0002,0017)
 * @param receivingAeTitle (0002,0018)
 */
public record FileMetaInformation(
    String mediaStorageSopClassUid,
    String mediaStorageSopInstanceUid,
    String transferSyntaxUid,
    String implementationClassUid,
    String implementationVersionName,
    String sourceAeTitle,
    String sendingAeTitle,
    String receivingAeTitle) {

  /**
   * Private Information (0002,0100) and (0002,0102), which every other reader passes over.
   *
   * @param creatorUid who defines the bytes
   * @param bytes what the creator says
   */
  public record PrivateInformation(String creatorUid, byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof PrivateInformation that
          && creatorUid.equals(that.creatorUid)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * creatorUid.hashCode() + Arrays.hashCode(bytes);
    }
  }

  static FileMetaInformation of(Attributes group) {
    return new FileMetaInformation(
        group.string(Tag.MediaStorageSOPClassUID).orElse(""),
        group.string(Tag.MediaStorageSOPInstanceUID).orElse(""),
        group.string(Tag.TransferSyntaxUID).orElse(""),
        group.string(Tag.ImplementationClassUID).orElse(""),
        group.string(Tag.ImplementationVersionName).orElse(""),
        group.string(Tag.SourceApplicationEntityTitle).orElse(""),
        group.string(Tag.SendingApplicationEntityTitle).orElse(""),
        group.string(Tag.ReceivingApplicationEntityTitle).orElse(""));
  }

  static Optional<PrivateInformation> privateInformation(Attributes group) {
    return group
        .string(Tag.PrivateInformationCreatorUID)
        .map(
            creator ->
                new PrivateInformation(
                    creator,
                    group.get(Tag.PrivateInformation).map(Element::bytes).orElse(new byte[0])));
  }

  /**
   * The elements of group 0002 without the group length; those that are absent here are not
   * written.
   */
  Attributes group(Optional<PrivateInformation> extra) {
    Attributes group = new Attributes();
    group.put(Element.ofBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1}));
    text(group, Tag.MediaStorageSOPClassUID, VR.UI, mediaStorageSopClassUid);
    text(group, Tag.MediaStorageSOPInstanceUID, VR.UI, mediaStorageSopInstanceUid);
    text(group, Tag.TransferSyntaxUID, VR.UI, transferSyntaxUid);
    text(group, Tag.ImplementationClassUID, VR.UI, implementationClassUid);
    text(group, Tag.ImplementationVersionName, VR.SH, implementationVersionName);
    text(group, Tag.SourceApplicationEntityTitle, VR.AE, sourceAeTitle);
    text(group, Tag.SendingApplicationEntityTitle, VR.AE, sendingAeTitle);
    text(group, Tag.ReceivingApplicationEntityTitle, VR.AE, receivingAeTitle);
    extra.ifPresent(
        information -> {
          text(group, Tag.PrivateInformationCreatorUID, VR.UI, information.creatorUid);
          group.put(Element.ofBytes(Tag.PrivateInformation, VR.OB, information.bytes));
        });
    return group;
  }

  private static void text(Attributes group, int tag, VR vr, String value) {
    if (!value.isEmpty()) {
      group.set(tag, vr, value);
    }
  }
}
