package org.overread.services;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may call which AE title of ours for what.
 *
 * @param aeTitles ours
 * @param peers callers we know
 * @param allowAny unknown callers may store; written explicitly or false
 * @param readingGroupHosts callers that may query what was sent to them: their host, an address or
 *     a name, by AE title
 * @param acceptUnknownSopClasses private and unknown SOP classes are accepted for storage
 * @param maxMatches C-FIND matches returned before B001
 */
public record ServicesSettings(
    Set<String> aeTitles,
    List<Peer> peers,
    boolean allowAny,
    Map<String, String> readingGroupHosts,
    boolean acceptUnknownSopClasses,
    int maxMatches) {}
