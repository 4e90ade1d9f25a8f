package org.overread.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overread.archive.ArchiveSettings;
import org.overread.database.DatabaseSettings;
import org.overread.forward.ForwardSettings;
import org.overread.network.NetworkSettings;
import org.overread.routing.ReadingGroup;
import org.overread.services.ServicesSettings;
import org.overread.study.CompletionPolicy;

/**
 * Reads {@code overread.properties}; gives settings that can be used, or all mistakes at once.
 * Binds and creates nothing.
 */
public final class ConfigurationReader {
  /** Name of the file in the configuration folder. */
  public static final String FILE_NAME = "overread.properties";

  private final Map<String, String> environment;

  /**
   * @param environment what {@code ${env:NAME}} stands for
   */
  public ConfigurationReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads the settings of a folder.
   *
   * @param conf folder of {@value #FILE_NAME}
   * @param data stands in for the key data.directory
   * @throws ConfigurationException with every mistake
   */
  public Configuration read(Path conf, Optional<Path> data) throws ConfigurationException {
    List<ConfigurationIssue> issues = new ArrayList<>();
    SettingsFile file = SettingsFile.read(conf.resolve(FILE_NAME), issues);
    Settings settings = new Settings(file, environment, issues);
    UnknownKeys.report(settings);
    Configuration configuration = configuration(settings, data);
    if (!issues.isEmpty()) {
      issues.sort(
          Comparator.comparingInt(
              ConfigurationIssue::line)); // stable: order of finding within a line
      throw new ConfigurationException(issues);
    }
    return configuration;
  }

  /**
   * Reads what is needed to reach the node that runs. A mistake elsewhere, made for the next start,
   * or a secret that only the node has, must not keep its administrator from it.
   *
   * @throws ConfigurationException with every mistake that concerns the data folder or the admin
   *     interface
   */
  public AdminSettings readAdmin(Path conf, Optional<Path> data) throws ConfigurationException {
    List<ConfigurationIssue> issues = new ArrayList<>();
    Settings settings =
        new Settings(SettingsFile.read(conf.resolve(FILE_NAME), issues), environment, issues);
    AdminSettings admin = new Folders(settings, data).admin();
    issues.removeIf(issue -> !concernsAdmin(issue.key()));
    if (!issues.isEmpty()) {
      throw new ConfigurationException(issues);
    }
    return admin;
  }

  /**
   * Reads where rules and vocabulary are: all that is needed to try them. Other mistakes do not
   * keep from it.
   *
   * @throws ConfigurationException with every mistake that concerns the two folders
   */
  public RuleFolders readRuleFolders(Path conf) throws ConfigurationException {
    List<ConfigurationIssue> issues = new ArrayList<>();
    Settings settings =
        new Settings(SettingsFile.read(conf.resolve(FILE_NAME), issues), environment, issues);
    Folders folders = new Folders(settings, Optional.empty());
    RuleFolders found = new RuleFolders(folders.rules(), folders.vocabulary());
    issues.removeIf(issue -> !concernsRules(issue.key()));
    if (!issues.isEmpty()) {
      throw new ConfigurationException(issues);
    }
    return found;
  }

  private static boolean concernsRules(String key) {
    return key.isEmpty()
        || key.equals(KnownKeys.RULES.pattern())
        || key.equals(KnownKeys.VOCABULARY.pattern());
  }

  /** Mistakes of the whole file have no key. */
  private static boolean concernsAdmin(String key) {
    return key.isEmpty() || key.equals(KnownKeys.DATA.pattern()) || key.startsWith("admin.");
  }

  /** All keys with meaning, form and default, as text for the administrator. */
  public static String reference() {
    StringBuilder text = new StringBuilder();
    for (Key<?> key : KnownKeys.all()) {
      text.append(key.of("NAME")).append(System.lineSeparator());
      text.append("    ").append(key.help()).append(System.lineSeparator());
      text.append("    ").append(key.type().form()).append(System.lineSeparator());
      key.standard()
          .filter(standard -> !standard.isEmpty())
          .ifPresent(
              standard ->
                  text.append("    default: ").append(standard).append(System.lineSeparator()));
    }
    return text.toString();
  }

  private static Configuration configuration(Settings settings, Optional<Path> data) {
    Folders folders = new Folders(settings, data);
    NodeSettings node = new NodeSettings(aeTitles(settings), folders.data());
    NetworkSettings network = network(settings);
    ArchiveSettings archive = folders.archive();
    DatabaseSettings database = folders.database();
    AdminSettings admin = folders.admin();
    PeerSection peers = new PeerSection(settings, node.aeTitles());
    List<ReadingGroup> groups = new GroupSection(settings, node.aeTitles()).groups();
    CompletionPolicy completion = peers.completion();
    ServicesSettings services = peers.services(groups);
    ForwardSettings forward = forward(settings, node);
    portsDiffer(settings, network, admin);
    hl7PortDiffers(settings, network, admin);
    return new Configuration(
        node,
        network,
        archive,
        database,
        completion,
        services,
        groups,
        forward,
        admin,
        peers.callable(),
        folders.rules(),
        folders.vocabulary(),
        new ReportSection(settings).configuration(),
        new ReaderSection(settings, groups).context(folders.optOuts(), forward.dryRun()));
  }

  private static List<String> aeTitles(Settings settings) {
    List<String> titles = settings.get(KnownKeys.AE_TITLES);
    if (titles.stream().distinct().count() < titles.size()) {
      settings.wrong(KnownKeys.AE_TITLES.pattern(), "names an AE title twice", "write each once");
    }
    return titles;
  }

  private static NetworkSettings network(Settings settings) {
    atMost(settings, KnownKeys.MAX_PER_ADDRESS, KnownKeys.MAX_ASSOCIATIONS);
    atMost(settings, KnownKeys.MAX_PER_CALLER, KnownKeys.MAX_ASSOCIATIONS);
    return new NetworkSettings(
        settings.get(KnownKeys.BIND),
        settings.get(KnownKeys.PORT),
        settings.get(KnownKeys.RECEIVE_MAX_PDU).intValue(),
        settings.get(KnownKeys.SEND_MAX_PDU).intValue(),
        settings.get(KnownKeys.MAX_ASSOCIATIONS),
        settings.get(KnownKeys.MAX_PER_ADDRESS),
        settings.get(KnownKeys.MAX_PER_CALLER),
        settings.get(KnownKeys.ARTIM),
        settings.get(KnownKeys.PROGRESS),
        settings.get(KnownKeys.IDLE),
        settings.get(KnownKeys.RESPONSE),
        settings.get(KnownKeys.CONNECT),
        settings.get(KnownKeys.WRITE),
        settings.get(KnownKeys.SHUTDOWN_GRACE));
  }

  /**
   * A part cannot be allowed more than the whole; defaults of the part are not held against a small
   * whole.
   */
  private static void atMost(Settings settings, Key<Integer> part, Key<Integer> whole) {
    if (settings.written(part.pattern())
        && settings.good(part.pattern(), whole.pattern())
        && settings.get(part) > settings.get(whole)) {
      settings.wrong(
          part.pattern(), "is above " + whole.pattern(), "write at most " + settings.get(whole));
    }
  }

  private static ForwardSettings forward(Settings settings, NodeSettings node) {
    return new ForwardSettings(
        new LinkedHashSet<>(node.aeTitles()),
        settings.get(KnownKeys.RETRY_DELAYS),
        settings.get(KnownKeys.GIVE_UP),
        settings.get(KnownKeys.JITTER),
        settings.get(KnownKeys.BREAKER_FAILURES),
        settings.get(KnownKeys.BREAKER_PAUSE),
        settings.get(KnownKeys.SENDS_PER_DAY),
        settings.get(KnownKeys.INSTANCES_PER_ASSOCIATION),
        settings.get(KnownKeys.DRY_RUN));
  }

  private static void hl7PortDiffers(
      Settings settings, NetworkSettings network, AdminSettings admin) {
    int port = settings.find(KnownKeys.HL7_PORT, "").orElse(0);
    if (port != 0
        && (port == network.port() || port == admin.port())
        && settings.good(KnownKeys.PORT.pattern(), KnownKeys.ADMIN_PORT.pattern())) {
      String other = port == network.port() ? "dicom.port" : "admin.port";
      settings.wrong(
          KnownKeys.HL7_PORT.pattern(),
          other + " and hl7.port are both " + port,
          "give each its own port");
    }
  }

  private static void portsDiffer(Settings settings, NetworkSettings network, AdminSettings admin) {
    String key =
        settings.written(KnownKeys.ADMIN_PORT.pattern())
            ? KnownKeys.ADMIN_PORT.pattern()
            : KnownKeys.PORT.pattern();
    if (network.port() != 0
        && network.port() == admin.port()
        && settings.good(KnownKeys.PORT.pattern(), KnownKeys.ADMIN_PORT.pattern())) {
      settings.wrong(
          key, "dicom.port and admin.port are both " + admin.port(), "give each its own port");
    }
  }
}
