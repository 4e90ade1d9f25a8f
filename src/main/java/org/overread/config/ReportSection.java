package org.overread.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.flow.ReportPolicy;
import org.overread.network.mllp.AddressRange;
import org.overread.network.mllp.MllpSettings;
import org.overread.services.Hl7Settings;

/** The keys hl7.* and report.*: how reports come in. */
final class ReportSection {
  private final Settings settings;

  ReportSection(Settings settings) {
    this.settings = settings;
  }

  ReportConfiguration configuration() {
    List<AddressRange> addresses = addresses();
    Optional<Integer> port = settings.find(KnownKeys.HL7_PORT, "");
    Optional<MllpSettings> listener =
        port.map(number -> listener(settings.get(KnownKeys.HL7_BIND), number, addresses));
    ReportPolicy policy =
        new ReportPolicy(
            port.isPresent(),
            settings.get(KnownKeys.REPORT_WAIT),
            settings.get(KnownKeys.REPORT_UNMATCHED),
            settings.get(KnownKeys.SAMPLING_SALT));
    return new ReportConfiguration(listener, messages(), policy);
  }

  private static MllpSettings listener(String bind, int port, List<AddressRange> addresses) {
    MllpSettings usual = MllpSettings.usual(bind, port);
    return new MllpSettings(
        usual.bind(),
        usual.port(),
        usual.maxFrame(),
        usual.maxConnections(),
        usual.maxPerAddress(),
        usual.idle(),
        usual.frameSilence(),
        usual.missingCr(),
        usual.writeTimeout(),
        usual.shutdownGrace(),
        addresses);
  }

  private List<AddressRange> addresses() {
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : settings.find(KnownKeys.HL7_ADDRESSES, "").orElse(Set.of())) {
      try {
        ranges.add(AddressRange.of(text));
      } catch (IllegalArgumentException e) {
        settings.wrong(
            KnownKeys.HL7_ADDRESSES.pattern(),
            "\"" + text + "\" is not an address",
            "write an address or a range such as 10.1.0.0/16");
      }
    }
    return ranges;
  }

  private Hl7Settings messages() {
    Hl7Settings usual = Hl7Settings.production();
    return new Hl7Settings(
        settings.get(KnownKeys.HL7_PROCESSING_ID).name(),
        settings.find(KnownKeys.HL7_SENDERS, "").orElse(Set.of()),
        settings.get(KnownKeys.HL7_OTHER_TYPES) == OtherMessages.IGNORE,
        usual.acceptBatches(),
        usual.mostTries(),
        usual.duplicatePeriod(),
        usual.conventions(),
        usual.otherConventions());
  }
}
