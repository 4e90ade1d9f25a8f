package org.overread.forward;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.overread.network.service.RemoteAe;
import org.overread.routing.ReadingGroup;

/** One breaker per destination, shared by all groups that send there. */
public final class CircuitBreakers {
  private final ForwardSettings settings;
  private final Map<RemoteAe, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  public CircuitBreakers(ForwardSettings settings) {
    this.settings = settings;
  }

  public CircuitBreaker of(ReadingGroup group) {
    return breakers.computeIfAbsent(
        new RemoteAe(group.aeTitle(), group.host(), group.port()),
        remote -> new CircuitBreaker(settings.breakerFailures(), settings.breakerPause()));
  }
}
