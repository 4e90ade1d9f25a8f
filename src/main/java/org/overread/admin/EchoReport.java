package org.overread.admin;

/**
 * What came of a C-ECHO.
 *
 * @param success answered with status 0000
 * @param text the answer, or why there was none
 */
public record EchoReport(
    String name, String destination, boolean success, String text, long millis) {}
