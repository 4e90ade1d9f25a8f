package org.overread.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overread.routing.TimeWindow;

/** When an attempt may be made: breaker, retry schedule, send windows. */
class TimingTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z"); // a Monday
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void fwd07RetriesAfterOneFiveFifteenSixtyMinutesThenHourlyToFortyEightHours() {
    RetrySchedule schedule = new RetrySchedule(settings(0));
    List<Long> minutes = new ArrayList<>();
    Instant now = NOON;
    for (int attempt = 1; ; attempt++) {
      Optional<Instant> next = schedule.next(attempt, NOON, now, 7);
      if (next.isEmpty()) {
        break;
      }
      minutes.add(Duration.between(now, next.get()).toMinutes());
      now = next.get();
    }

    assertThat(minutes.subList(0, 6)).containsExactly(1L, 5L, 15L, 60L, 60L, 60L);
    assertThat(Duration.between(NOON, now)).isBetween(Duration.ofHours(47), Duration.ofHours(48));
  }

  @Test
  void fwd07JitterSpreadsCasesAndIsTheSameForTheSameCase() {
    RetrySchedule schedule = new RetrySchedule(settings(0.2));
    Set<Instant> times = new java.util.HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      Instant next = schedule.next(4, NOON, NOON, seed).orElseThrow();
      assertThat(Duration.between(NOON, next))
          .isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
      assertThat(schedule.next(4, NOON, NOON, seed)).contains(next);
      times.add(next);
    }
    assertThat(times).hasSizeGreaterThan(90);
  }

  @Test
  void fwd07TheBreakerOpensAfterThreeFailuresAndLetsOneProbeThroughAfterEachPause() {
    CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofMinutes(5));
    breaker.failed(NOON);
    breaker.failed(NOON);
    assertThat(breaker.holdsUntil(NOON)).isEmpty();
    breaker.failed(NOON);
    assertThat(breaker.holdsUntil(NOON)).contains(NOON.plusSeconds(300));

    Instant later = NOON.plusSeconds(300);
    assertThat(breaker.holdsUntil(later)).as("the probe").isEmpty();
    assertThat(breaker.holdsUntil(later)).as("the others").isPresent();
    breaker.failed(later);
    assertThat(breaker.isOpen(later)).isTrue();
    assertThat(breaker.holdsUntil(later.plusSeconds(299))).isPresent();

    assertThat(breaker.holdsUntil(later.plusSeconds(300))).isEmpty();
    breaker.succeeded();
    assertThat(breaker.holdsUntil(later.plusSeconds(300))).isEmpty();
    assertThat(breaker.isOpen(later.plusSeconds(300))).isFalse();
  }

  @Test
  void fwd08AnOpenWindowAndNoWindowLetThrough() {
    assertThat(SendWindows.opensAt(List.of(), NOON, BERLIN)).isEmpty();
    assertThat(
            SendWindows.opensAt(List.of(window(DayOfWeek.MONDAY, "13:00", "13:01")), NOON, BERLIN))
        .isEmpty();
  }

  @Test
  void fwd08AClosedWindowOpensAtItsNextStartInLocalTime() {
    List<TimeWindow> windows =
        List.of(
            window(DayOfWeek.MONDAY, "12:00", "13:00"),
            window(DayOfWeek.TUESDAY, "20:00", "06:00"));

    assertThat(SendWindows.opensAt(windows, NOON, BERLIN))
        .contains(Instant.parse("2026-11-24T19:00:00Z"));
  }

  @Test
  void fwd08AStartInTheGapOfTheClockChangeIsMovedBehindIt() {
    Instant evening = Instant.parse("2026-03-28T20:00:00Z");

    assertThat(
            SendWindows.opensAt(
                List.of(window(DayOfWeek.SUNDAY, "02:30", "05:00")), evening, BERLIN))
        .contains(Instant.parse("2026-03-29T01:30:00Z"));
  }

  private static TimeWindow window(DayOfWeek day, String from, String to) {
    return new TimeWindow(Set.of(day), LocalTime.parse(from), LocalTime.parse(to));
  }

  private static ForwardSettings settings(double jitter) {
    List<Duration> delays =
        List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60));
    return new ForwardSettings(
        Set.of(), delays, Duration.ofHours(48), jitter, 3, Duration.ofMinutes(5), 10, 1000, false);
  }
}
