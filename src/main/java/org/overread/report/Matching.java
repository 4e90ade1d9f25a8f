package org.overread.report;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overread.database.Transaction;

/**
 * Brings reports and orders together with studies, whichever comes first (HL-46 to HL-50), and
 * tells the listener of each study of which something else is read now.
 */
public final class Matching {
  private static final int MOST_AT_ONCE = 1_000;

  private final DocumentTable documents = new DocumentTable();
  private final StudyKeyTable studyKeys = new StudyKeyTable();
  private final MergeTable merges;
  private final StudyFinder finder;
  private final Patients patients;
  private final ReportListener listener;
  private final Clock clock;

  /**
   * @param issuerAliases other names of issuers of patient IDs and accession numbers, e.g. how the
   *     images call the authority that HL7 calls otherwise
   */
  public Matching(Map<String, String> issuerAliases, ReportListener listener, Clock clock) {
    Identifiers identifiers = new Identifiers(issuerAliases);
    this.merges = new MergeTable(identifiers);
    this.finder = new StudyFinder(identifiers, documents, studyKeys, merges);
    this.patients = new Patients(identifiers, studyKeys, merges);
    this.listener = listener;
    this.clock = clock;
  }

  /** Looks for the documents of a study that has arrived or is complete. */
  public void forStudy(Transaction tx, long studyPk) {
    List<CaseKey> keys = studyKeys.ofStudy(tx, studyPk);
    Set<Long> found = new TreeSet<>();
    for (CaseKey key : keys) {
      if (key.kind() != KeyKind.PATIENT) {
        found.addAll(documents.withKey(tx, key.kind(), key.identifier().value()));
      }
    }
    // what only an order knows the study of
    for (long documentPk : List.copyOf(found)) {
      for (CaseKey key : documents.keys(tx, documentPk)) {
        if (key.kind() == KeyKind.FILLER || key.kind() == KeyKind.PLACER) {
          found.addAll(documents.withKey(tx, key.kind(), key.identifier().value()));
        }
      }
    }
    tell(tx, placeAll(tx, found));
  }

  /**
   * As {@link #forStudy(Transaction, long)}, with what the headers of the study say beside its row:
   * other patient IDs, order numbers, issuers, more accession numbers (CMP-28).
   */
  public void forStudy(Transaction tx, long studyPk, StudyKeys keys) {
    studyKeys.remember(tx, studyPk, keys.toKeys());
    forStudy(tx, studyPk);
  }

  /** Patient identifiers were merged: what waited or was held for them is looked at again. */
  void merged(Transaction tx, Collection<PatientMerge> some) {
    Instant now = clock.instant();
    Set<Long> concerned = new TreeSet<>();
    for (PatientMerge merge : some) {
      if (merges.add(tx, merge, now)) {
        for (var identifier : List.of(merge.prior(), merge.surviving())) {
          concerned.addAll(documents.withKey(tx, KeyKind.PATIENT, identifier.value()));
        }
      }
    }
    tell(tx, placeAll(tx, concerned));
  }

  /**
   * Puts documents where their keys say, and then those that waited for them; gives the studies
   * that documents came to or left.
   */
  Set<Long> placeAll(Transaction tx, Collection<Long> documentPks) {
    Set<Long> changed = new TreeSet<>();
    Set<Long> seen = new TreeSet<>(documentPks);
    // in one order everywhere, so that two transactions do not wait for each other
    Deque<Long> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      long documentPk = open.poll();
      Set<Long> studies = place(tx, documentPk);
      if (!studies.isEmpty()) {
        changed.addAll(studies);
        waitingFor(tx, documentPk).stream().filter(seen::add).forEach(open::add);
      }
    }
    return changed;
  }

  /**
   * Documents without a study that add to this one, or that have a number only this order knows.
   */
  private List<Long> waitingFor(Transaction tx, long documentPk) {
    Version document = documents.version(tx, documentPk);
    List<Version> related = new ArrayList<>(documents.versions(tx, document.identity()));
    related.addAll(documents.successors(tx, document.identity()));
    if (document.kind() == DocumentKind.ORDER) {
      for (CaseKey key : documents.keys(tx, documentPk)) {
        if (key.kind() == KeyKind.FILLER || key.kind() == KeyKind.PLACER) {
          documents
              .withKey(tx, key.kind(), key.identifier().value())
              .forEach(pk -> related.add(documents.version(tx, pk)));
        }
      }
    }
    return related.stream().filter(Version::isWithoutStudy).map(Version::pk).sorted().toList();
  }

  private List<Long> family(Transaction tx, long documentPk) {
    Version document = documents.version(tx, documentPk);
    Set<Long> result = new TreeSet<>(documents.studiesOf(tx, document.identity(), documentPk));
    if (!document.predecessorIdentity().isEmpty()) {
      result.addAll(documents.studiesOf(tx, document.predecessorIdentity(), documentPk));
    }
    return List.copyOf(result);
  }

  void tell(Transaction tx, Collection<Long> studies) {
    studies.forEach(studyPk -> listener.changed(tx, studyPk));
  }

  /** Puts a document where its keys say; gives the studies it came to or left. */
  Set<Long> place(Transaction tx, long documentPk) {
    if (!documents.lock(tx, documentPk)) {
      return Set.of();
    }
    DocumentRow document = documents.find(tx, documentPk).orElseThrow();
    if (document.state() == DocumentState.DISCARDED) {
      return Set.of();
    }
    Found found =
        finder.find(tx, document.source(), documents.keys(tx, documentPk), family(tx, documentPk));
    List<Long> byHand = documents.studiesByHand(tx, documentPk);
    Set<Long> wanted = new TreeSet<>(found.studies());
    wanted.addAll(byHand);
    Set<Long> changed = attachOnly(tx, documentPk, wanted);
    if (byHand.isEmpty()) {
      documents.move(tx, document, stateOf(document, found), found.reason(), clock.instant());
    }
    return changed;
  }

  /** Who has waited in vain goes on to do so quietly; who lost its study was matched. */
  private static DocumentState stateOf(DocumentRow document, Found found) {
    boolean settled =
        document.state() == DocumentState.UNMATCHED || document.state() == DocumentState.MATCHED;
    return found.state() == DocumentState.WAITING && settled ? document.state() : found.state();
  }

  private Set<Long> attachOnly(Transaction tx, long documentPk, Set<Long> wanted) {
    Set<Long> changed = new TreeSet<>();
    List<Long> present = documents.studies(tx, documentPk);
    for (long studyPk : present) {
      if (!wanted.contains(studyPk)) {
        documents.detach(tx, documentPk, studyPk);
        changed.add(studyPk);
      }
    }
    for (long studyPk : wanted) {
      if (!present.contains(studyPk)) {
        documents.attach(tx, documentPk, studyPk, "");
        changed.add(studyPk);
      }
    }
    return changed;
  }

  /**
   * Documents that have waited since before a time have waited in vain; gives how many. They are
   * still matched when their study comes (HL-47).
   */
  public int expire(Transaction tx, Instant before) {
    List<DocumentRow> expired =
        documents.inStateSince(tx, DocumentState.WAITING, before, MOST_AT_ONCE);
    for (DocumentRow document : expired) {
      documents.move(
          tx,
          document,
          DocumentState.UNMATCHED,
          "no study with these keys came in time",
          clock.instant());
    }
    return expired.size();
  }

  /** For the administrator: documents in a state, newest first. */
  public List<DocumentRow> list(Transaction tx, DocumentState state, int limit) {
    return documents.inState(tx, state, limit);
  }

  /** Documents in each state; every state has an entry. */
  public Map<DocumentState, Long> countByState(Transaction tx) {
    return documents.countByState(tx);
  }

  /** All versions of the reports and orders of a study, oldest first. */
  public List<DocumentRow> ofStudy(Transaction tx, long studyPk) {
    return documents.rowsOfStudy(tx, studyPk);
  }

  public Optional<DocumentRow> find(Transaction tx, long documentPk) {
    return documents.find(tx, documentPk);
  }

  /** The keys of a document, for its page: patient data. */
  public CaseKeys keys(Transaction tx, long documentPk) {
    return CaseKey.join(documents.keys(tx, documentPk));
  }

  /** The studies a document belongs to. */
  public List<Long> studies(Transaction tx, long documentPk) {
    return documents.studies(tx, documentPk);
  }

  /**
   * An administrator says which study a document belongs to, whatever its keys say; it stays there.
   * False when the document is gone or put aside, or is there already.
   */
  public boolean attach(Transaction tx, long documentPk, long studyPk, String who) {
    if (!documents.lock(tx, documentPk)) {
      return false;
    }
    DocumentRow document = documents.find(tx, documentPk).orElseThrow();
    if (document.state() == DocumentState.DISCARDED
        || documents.studies(tx, documentPk).contains(studyPk)) {
      return false;
    }
    documents.attach(tx, documentPk, studyPk, who);
    documents.move(tx, document, DocumentState.MATCHED, "attached by " + who, clock.instant());
    tell(tx, List.of(studyPk));
    return true;
  }

  /** An administrator puts a document aside: it is kept, and read by no rule. */
  public boolean discard(Transaction tx, long documentPk, String who) {
    if (!documents.lock(tx, documentPk)) {
      return false;
    }
    DocumentRow document = documents.find(tx, documentPk).orElseThrow();
    if (document.state() == DocumentState.DISCARDED) {
      return false;
    }
    List<Long> studies = new ArrayList<>(attachOnly(tx, documentPk, Set.of()));
    documents.move(tx, document, DocumentState.DISCARDED, "put aside by " + who, clock.instant());
    tell(tx, studies);
    return true;
  }

  /** Removes documents that no study has any more and that came before a time; gives how many. */
  public int removeLeftOver(Transaction tx, Instant before) {
    return documents.removeLeftOver(tx, before);
  }

  /** Whose studies are whose, by the same comparison of identifiers. */
  public Patients patients() {
    return patients;
  }

  DocumentTable documents() {
    return documents;
  }
}
