package org.overread.config;

import java.nio.file.Path;

/** Where the rules and the vocabulary they speak of are. */
public record RuleFolders(Path rules, Path vocabulary) {}
