package org.overread.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import org.overread.archive.IncomingInstance;
import org.overread.archive.InstanceStore;
import org.overread.archive.InstanceTooLongException;
import org.overread.archive.Origin;
import org.overread.archive.StoreFullException;
import org.overread.archive.StoredFile;
import org.overread.dicom.Attributes;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.HeaderReader;
import org.overread.dicom.Limits;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.StoreService;
import org.overread.study.IndexOutcomeUnknownException;
import org.overread.study.IndexResult;
import org.overread.study.InstanceIndexer;
import org.overread.study.ReceivedInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes one data set to the disk and a header reader at once. The first failure is remembered as
 * the status to answer, the file is removed, and the rest of the data set is passed over (DM-25).
 * Used by the association's thread.
 */
final class StorageReceiver implements StoreService.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(StorageScp.class);
  private static final int LONGEST_UID = 64; // PS3.5 9.1
  private static final int LONGEST_KEY = 255; // columns study.study_uid and series.series_uid

  private final StorageScp scp;
  private final InstanceStore store;
  private final InstanceIndexer indexer;
  private final Clock clock;
  private final AssociationInfo association;
  private final CStoreRq request;
  private final String transferSyntaxUid;
  private final Origin origin;
  private final HeaderReader reader;
  private Optional<IncomingInstance> file = Optional.empty();
  private Optional<Status> refusal = Optional.empty();
  private boolean diskRefused;
  private boolean mayBeIndexed;
  private long length;

  StorageReceiver(
      StorageScp scp,
      InstanceStore store,
      InstanceIndexer indexer,
      Clock clock,
      AssociationInfo association,
      CStoreRq request,
      String transferSyntaxUid) {
    this.scp = scp;
    this.store = store;
    this.indexer = indexer;
    this.clock = clock;
    this.association = association;
    this.request = request;
    this.transferSyntaxUid = transferSyntaxUid;
    this.reader =
        new HeaderReader(
            TransferSyntax.of(transferSyntaxUid), InstanceIndexer.WANTED_TAGS, Limits.HEADER);
    this.origin =
        new Origin(
            association.callingAeTitle(),
            association.calledAeTitle(),
            association.address().getHostAddress(),
            clock.instant());
    open();
    if (!request.moveOriginatorAeTitle().isEmpty()) {
      LOG.atDebug()
          .addKeyValue("association", association.id())
          .addKeyValue("originator", request.moveOriginatorAeTitle())
          .addKeyValue("originatorMessage", request.moveOriginatorMessageId())
          .log("instance of a C-MOVE");
    }
  }

  private void open() {
    if (!isUid(request.sopInstanceUid())) {
      refuse(Status.INVALID_SOP_INSTANCE.withComment("the SOP Instance UID is not a UID"));
      return;
    }
    try {
      file =
          Optional.of(
              store.receive(
                  request.sopClassUid(), request.sopInstanceUid(), transferSyntaxUid, origin));
    } catch (IOException e) {
      cannotWrite(e);
    }
  }

  @Override
  public void data(ByteBuffer fragment) {
    length += fragment.remaining();
    if (refusal.isPresent()) {
      return;
    }
    reader.feed(fragment.duplicate());
    try {
      file.orElseThrow().write(fragment);
    } catch (IOException e) {
      cannotWrite(e);
    }
  }

  @Override
  public Status complete() {
    Status status;
    try {
      status = refusal.or(this::checkDataSet).orElseGet(this::keep);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("association", association.id()).setCause(e).log("C-STORE failed");
      status = Status.PROCESSING_FAILURE;
    }
    if (!status.isStored()) {
      if (!mayBeIndexed) {
        file.ifPresent(IncomingInstance::discard);
      }
      // A full disk refuses thousands for one reason, which DiskTrouble has told.
      LOG.atLevel(diskRefused ? Level.DEBUG : Level.WARN)
          .addKeyValue("association", association.id())
          .addKeyValue("status", status)
          .addKeyValue("bytes", length)
          .log("instance refused");
    }
    scp.answered(association, status, length);
    return status;
  }

  @Override
  public void abort() {
    file.ifPresent(IncomingInstance::discard);
    scp.aborted(association, length);
  }

  /** Empty when the data set may be kept (DM-23, DS-55 to DS-57). */
  private Optional<Status> checkDataSet() {
    try {
      reader.end();
    } catch (DicomFormatException e) {
      return Optional.of(Status.CANNOT_UNDERSTAND.withComment(e.getMessage()));
    }
    Attributes header = reader.header();
    if (!request.sopInstanceUid().equals(header.string(Tag.SOPInstanceUID).orElse(""))) {
      return mismatch("SOP Instance UID of command and data set differ");
    }
    if (!request.sopClassUid().equals(header.string(Tag.SOPClassUID).orElse(""))) {
      return mismatch("SOP Class UID of command and data set differ");
    }
    return lacks(header, Tag.StudyInstanceUID, "Study")
        .or(() -> lacks(header, Tag.SeriesInstanceUID, "Series"));
  }

  private static Optional<Status> mismatch(String comment) {
    return Optional.of(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment(comment));
  }

  private static Optional<Status> lacks(Attributes header, int tag, String what) {
    String uid = header.string(tag).orElse("");
    if (uid.isEmpty()
        || uid.length() > LONGEST_KEY
        || uid.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(
          Status.CANNOT_UNDERSTAND.withComment(what + " Instance UID is missing or unusable"));
    }
    return Optional.empty();
  }

  private Status keep() {
    StoredFile stored;
    try {
      stored = file.orElseThrow().finish();
    } catch (IOException e) {
      cannotWrite(e);
      return refusal.orElseThrow();
    }
    try {
      IndexResult result =
          indexer.index(
              new ReceivedInstance(
                  stored,
                  reader.header(),
                  request.sopClassUid(),
                  request.sopInstanceUid(),
                  transferSyntaxUid,
                  origin,
                  clock.instant(),
                  ReceivedInstance.Arrival.RECEIVED));
      mayBeIndexed = true;
      scp.indexed(association, result);
      scp.diskTrouble().over();
      return Status.SUCCESS;
    } catch (IndexOutcomeUnknownException e) {
      mayBeIndexed = true; // a row without its file would be a lost image
      LOG.atError()
          .addKeyValue("association", association.id())
          .addKeyValue("file", stored.number())
          .setCause(e)
          .log(
              "instance may be indexed or not: answered as failed, its file is kept for the next"
                  + " start");
      return Status.PROCESSING_FAILURE;
    } catch (IOException e) {
      cannotWrite(e);
      return refusal.orElseThrow();
    }
  }

  private void cannotWrite(IOException e) {
    if (e instanceof InstanceTooLongException) {
      refuse(Status.OUT_OF_RESOURCES.withComment(e.getMessage()));
      return;
    }
    diskRefused = true;
    scp.diskTrouble().met(association.id(), e);
    String comment = e instanceof StoreFullException ? e.getMessage() : "cannot write the instance";
    refuse(Status.OUT_OF_RESOURCES.withComment(comment));
  }

  private void refuse(Status status) {
    refusal = Optional.of(status);
  }

  /** Digits and dots; leading zeros occur in the field and do no harm (DS-41). */
  private static boolean isUid(String value) {
    return !value.isEmpty()
        && value.length() <= LONGEST_UID
        && value.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }
}
