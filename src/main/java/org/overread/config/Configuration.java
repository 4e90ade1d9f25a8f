package org.overread.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.overread.archive.ArchiveSettings;
import org.overread.context.ContextSettings;
import org.overread.database.DatabaseSettings;
import org.overread.forward.ForwardSettings;
import org.overread.network.NetworkSettings;
import org.overread.network.service.RemoteAe;
import org.overread.routing.ReadingGroup;
import org.overread.services.ServicesSettings;
import org.overread.study.CompletionPolicy;

/**
 * Everything the settings say, checked. Made by {@link ConfigurationReader} only.
 *
 * @param callablePeers peers that gave a host and a port, by name: what {@code echo} may call
 *     beside the reading groups
 * @param rulesDirectory folder of the rule files
 * @param vocabularyDirectory folder of the words that reports are read for
 * @param reports how reports come in, and how studies wait for them
 * @param context readers, and patients who opted out
 */
public record Configuration(
    NodeSettings node,
    NetworkSettings network,
    ArchiveSettings archive,
    DatabaseSettings database,
    CompletionPolicy completion,
    ServicesSettings services,
    List<ReadingGroup> readingGroups,
    ForwardSettings forward,
    AdminSettings admin,
    Map<String, RemoteAe> callablePeers,
    Path rulesDirectory,
    Path vocabularyDirectory,
    ReportConfiguration reports,
    ContextSettings context) {}
