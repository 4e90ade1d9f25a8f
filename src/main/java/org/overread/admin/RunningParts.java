package org.overread.admin;

import java.time.Clock;
import java.time.Instant;
import org.overread.archive.InstanceStore;
import org.overread.config.Configuration;
import org.overread.database.Database;
import org.overread.flow.FlowControl;
import org.overread.forward.CircuitBreakers;
import org.overread.network.DicomListener;
import org.overread.network.service.Requestor;
import org.overread.services.StorageScp;
import org.overread.study.ArchiveScan;
import org.overread.study.StudyControl;
import org.overread.work.WorkTable;

/**
 * The parts of a running node that answers and actions come from.
 *
 * @param rulesVersion of the rule set in force
 * @param clock of the wall; its zone is that of daily caps
 */
public record RunningParts(
    Configuration configuration,
    Database database,
    InstanceStore store,
    StorageScp storage,
    DicomListener listener,
    Requestor requestor,
    WorkTable work,
    CircuitBreakers breakers,
    StudyControl studies,
    FlowControl flow,
    ArchiveScan scan,
    String rulesVersion,
    Instant startedAt,
    Clock clock) {}
