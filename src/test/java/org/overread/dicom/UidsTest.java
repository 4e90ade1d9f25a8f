package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"1", "0.0", "1.2.840.10008.1.1", "2.25.340282366920938463463374607431768211455"})
  void ds41AcceptsWellFormedUids(String uid) {
    assertThat(Uids.isValid(uid)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1.", ".1", "1..2", "1.02", "00", "1.2a", "1.2 ", "../1"})
  void ds41RefusesOthers(String uid) {
    assertThat(Uids.isValid(uid)).isFalse();
  }

  @Test
  void ds41RefusesMoreThanSixtyFourCharacters() {
    assertThat(Uids.isValid("1." + "2".repeat(62))).isTrue();
    assertThat(Uids.isValid("1." + "2".repeat(63))).isFalse();
  }

  @Test
  void ds42GeneratesValidUidsThatDiffer() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String uid = Uids.generate();
      assertThat(Uids.isValid(uid)).as(uid).isTrue();
      assertThat(uid).startsWith("2.25.").doesNotContain("-");
      made.add(uid);
    }
    assertThat(made).hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Uid.CTImageStorage,
        Uid.EnhancedMRImageStorage,
        Uid.BasicTextSRStorage,
        Uid.EncapsulatedPDFStorage,
        Uid.KeyObjectSelectionDocumentStorage,
        Uid.UltrasoundImageStorageRetired,
        Uid.VLImageStorageTrial,
        Uid.DigitalXRayImageStorageForPresentation,
        Uid.RTPlanStorage,
        Uid.CTPerformedProcedureProtocolStorage
      })
  void storageSopClassesIncludeRetiredOnes(String uid) {
    assertThat(Uids.isStorageSopClass(uid)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Uid.StorageCommitmentPushModel,
        Uid.MediaStorageDirectoryStorage,
        Uid.Verification,
        Uid.HangingProtocolStorage,
        Uid.StudyRootQueryRetrieveInformationModelFind,
        Uid.ExplicitVRLittleEndian,
        "1.2.3"
      })
  void otherUidsAreNoStorageSopClasses(String uid) {
    assertThat(Uids.isStorageSopClass(uid)).isFalse();
  }

  @Test
  void namesRegisteredUids() {
    assertThat(Uids.nameOf(Uid.CTImageStorage)).contains("CT Image Storage");
    assertThat(Uids.nameOf("1.2.3")).isEmpty();
    assertThat(Uids.storageSopClasses()).hasSizeBetween(170, 220).contains(Uid.MRImageStorage);
    assertThat(Uids.isValid(Implementation.CLASS_UID)).isTrue();
    assertThat(Implementation.VERSION_NAME).hasSizeLessThanOrEqualTo(16);
  }
}
