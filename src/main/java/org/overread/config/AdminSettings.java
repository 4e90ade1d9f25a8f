package org.overread.config;

import java.nio.file.Path;

/**
 * The admin interface.
 *
 * @param bind address; loopback unless written otherwise
 * @param port 0..65535; 0 takes a free one
 * @param tokenFile holds the token that requests which change something must carry; made with mode
 *     0600 when absent
 */
public record AdminSettings(String bind, int port, Path tokenFile) {}
