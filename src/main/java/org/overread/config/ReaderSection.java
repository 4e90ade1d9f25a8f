package org.overread.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.overread.context.ContextSettings;
import org.overread.context.Reader;
import org.overread.routing.ReadingGroup;
import org.overread.routing.Subspecialties;

/** The keys {@code reader.*} and {@code reading-group.*.reader-ids}: who reads here and there. */
final class ReaderSection {
  private static final String FAMILY = "reader";

  private final Settings settings;
  private final List<Reader> readers = new ArrayList<>();
  private final Map<String, String> groupReaders = new HashMap<>();

  ReaderSection(Settings settings, List<ReadingGroup> groups) {
    this.settings = settings;
    settings.names(FAMILY).forEach(this::addReader);
    groups.forEach(group -> addGroup(group.name()));
  }

  ContextSettings context(Path optOuts, boolean dryRun) {
    return new ContextSettings(
        readers, groupReaders, optOuts, settings.get(KnownKeys.EPISODE), dryRun);
  }

  private void addReader(String name) {
    String idsKey = KnownKeys.READER_IDS.of(name);
    Set<String> ids = settings.find(KnownKeys.READER_IDS, name).orElse(Set.of());
    if (ids.isEmpty() && settings.good(idsKey)) {
      settings.missing(
          idsKey,
          settings.firstLine(FAMILY, name),
          "is missing",
          "write the identifiers that messages name the reader by");
    }
    for (Reader other : readers) {
      if (ids.stream().anyMatch(other.ids()::contains)) {
        settings.wrong(
            idsKey,
            "has an identifier of reader " + other.name() + " too",
            "give each identifier one reader");
      }
    }
    Set<String> subspecialties =
        settings.find(KnownKeys.READER_SUBSPECIALTIES, name).orElse(Set.of());
    for (String subspecialty : subspecialties) {
      if (!Subspecialties.names().contains(subspecialty)) {
        settings.wrong(
            KnownKeys.READER_SUBSPECIALTIES.of(name),
            "\"" + subspecialty + "\" is no subspecialty",
            GroupSection.meant(subspecialty));
      }
    }
    readers.add(
        new Reader(name, ids, subspecialties, settings.get(KnownKeys.READER_TRAINEE, name)));
  }

  /** Who reads for two groups is of the first; it is a second opinion either way. */
  private void addGroup(String group) {
    for (String id : settings.find(KnownKeys.GROUP_READERS, group).orElse(Set.of())) {
      groupReaders.putIfAbsent(id, group);
      readers.stream()
          .filter(reader -> reader.ids().contains(id))
          .findFirst()
          .ifPresent(
              reader ->
                  settings.wrong(
                      KnownKeys.GROUP_READERS.of(group),
                      "has an identifier of reader " + reader.name() + " of this site",
                      "keep it to one of both: what a group's reader wrote is never forwarded"));
    }
  }
}
