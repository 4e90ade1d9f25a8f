package org.overread.admin;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.overread.archive.InstanceStore;
import org.overread.config.Configuration;
import org.overread.database.Database;
import org.overread.flow.FlowControl;
import org.overread.forward.CircuitBreakers;
import org.overread.network.DicomListener;
import org.overread.network.MllpListener;
import org.overread.network.service.Requestor;
import org.overread.rules.LiveRules;
import org.overread.services.StorageScp;
import org.overread.study.ArchiveScan;
import org.overread.study.IndexQueue;
import org.overread.study.StudyControl;
import org.overread.work.WorkTable;

/**
 * The parts of a running node that answers and actions come from.
 *
 * @param rules in force
 * @param hl7Listener the HL7 port, if there is one
 * @param reports what has been received of reports and messages
 * @param clock of the wall; its zone is that of daily caps
 */
public record RunningParts(
    Configuration configuration,
    Database database,
    InstanceStore store,
    StorageScp storage,
    IndexQueue queue,
    DicomListener listener,
    Requestor requestor,
    WorkTable work,
    CircuitBreakers breakers,
    StudyControl studies,
    FlowControl flow,
    ArchiveScan scan,
    LiveRules rules,
    Optional<MllpListener> hl7Listener,
    ReportDesk reports,
    Instant startedAt,
    Clock clock) {}
