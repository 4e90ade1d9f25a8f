package org.overread.config;

import java.util.Optional;
import org.overread.flow.ReportPolicy;
import org.overread.network.mllp.MllpSettings;
import org.overread.services.Hl7Settings;

/**
 * How reports come in, and how studies wait for them.
 *
 * @param listener the HL7 port; empty for none
 * @param messages which HL7 messages are taken
 * @param policy how studies and reports wait for each other
 */
public record ReportConfiguration(
    Optional<MllpSettings> listener, Hl7Settings messages, ReportPolicy policy) {}
