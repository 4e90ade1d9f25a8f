package org.overread.forward;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How studies are sent.
 *
 * @param ourAeTitles never sent to (FWD-06)
 * @param retryDelays waits after the first, second, ... failed attempt; the last one repeats
 *     (FWD-07)
 * @param giveUpAfter time from the first attempt after which a request needs attention
 * @param jitter each wait is lengthened or shortened by up to this fraction
 * @param breakerFailures consecutive failed attempts at one destination that open its breaker
 * @param breakerPause how long an open breaker holds further attempts at that destination
 * @param sendsPerStudyAndDay cap of requests for one study (FWD-06)
 * @param instancesPerAssociation an association is renewed after so many instances
 * @param dryRun decisions and requests are recorded, nothing is sent
 */
public record ForwardSettings(
    Set<String> ourAeTitles,
    List<Duration> retryDelays,
    Duration giveUpAfter,
    double jitter,
    int breakerFailures,
    Duration breakerPause,
    int sendsPerStudyAndDay,
    int instancesPerAssociation,
    boolean dryRun) {}
