package org.overread.admin;

/**
 * A reading group as destination.
 *
 * @param destination AET@host:port
 * @param sentToday requests since local midnight
 * @param dailyCap 0 for none
 * @param queued pieces of work that wait for it
 * @param condition "ready", "paused after failures until ...", "disabled", "outside its send
 *     windows"
 */
public record DestinationReport(
    String name, String destination, long sentToday, int dailyCap, long queued, String condition) {}
