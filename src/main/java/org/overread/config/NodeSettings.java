package org.overread.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What the node is called and where it keeps everything.
 *
 * @param aeTitles it answers to, at least one; the first is its calling title unless a reading
 *     group has its own
 * @param dataDirectory holds archive, database, log and token; one process at a time
 */
public record NodeSettings(List<String> aeTitles, Path dataDirectory) {}
