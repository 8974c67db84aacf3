package dev.phaserollout.engine;

import dev.phaserollout.api.ChangeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When one change window is open. The schedule is read off the clock on the wall of its time zone;
 * how long it stays open is counted in time that passes.
 *
 * <p>On the days when that clock is changed: an opening that the clock jumps over is at the jump,
 * and one that it shows twice is at the first. Where the hour of the schedule is {@code *} hours
 * are counted as they pass instead: none is jumped over, and each of the two alike is one.
 */
record ChangeWindowTimes(CronTimes schedule, Duration duration, ZoneId zone) {

  /** No zone changes its clock that often before any schedule that opens at all has opened. */
  private static final int CLOCK_CHANGES_MAX = 100;

  /** Empty where anything of the window is unreadable. */
  static Optional<ChangeWindowTimes> of(ChangeWindow window) {
    return CronTimes.parse(window.schedule())
        .flatMap(
            schedule ->
                TimeSpan.parse(window.duration())
                    .flatMap(
                        duration ->
                            zone(window.timeZone())
                                .map(zone -> new ChangeWindowTimes(schedule, duration, zone))));
  }

  /** The zone of that name in the IANA database, UTC where there is no name. */
  static Optional<ZoneId> zone(@Nullable String name) {
    if (name == null) {
      return Optional.of(ZoneId.of("UTC"));
    }
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }

  boolean isOpen(Instant at) {
    return openingAfter(at.minus(duration)).filter(opening -> !opening.isAfter(at)).isPresent();
  }

  /** The first opening later than the given time; empty where there is none any more. */
  Optional<Instant> openingAfter(Instant time) {
    ZoneRules rules = zone.getRules();
    Instant from = time;
    LocalDateTime shown = shownAt(rules, time);
    for (int changes = 0; changes < CLOCK_CHANGES_MAX; changes++) {
      Optional<LocalDateTime> next = schedule.after(shown);
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (next.isEmpty() || change == null || next.get().isBefore(change.getDateTimeBefore())) {
        ZoneOffset offset = rules.getOffset(from);
        return next.map(opening -> opening.toInstant(offset));
      }
      if (isJumpedOver(next.get(), change)) {
        return Optional.of(change.getInstant());
      }
      shown = justBefore(goesOnAt(change));
      from = change.getInstant();
    }
    return Optional.empty();
  }

  /** What the clock shows, or the last that it showed before it was put back over that. */
  private LocalDateTime shownAt(ZoneRules rules, Instant time) {
    LocalDateTime shown = LocalDateTime.ofInstant(time, rules.getOffset(time));
    ZoneOffsetTransition change = rules.getTransition(shown);
    boolean again = change != null && change.isOverlap() && !time.isBefore(change.getInstant());
    return again && !schedule.everyHour() ? justBefore(change.getDateTimeBefore()) : shown;
  }

  private boolean isJumpedOver(LocalDateTime opening, ZoneOffsetTransition change) {
    return change.isGap() && !schedule.everyHour() && opening.isBefore(change.getDateTimeAfter());
  }

  private LocalDateTime goesOnAt(ZoneOffsetTransition change) {
    return change.isGap() || schedule.everyHour()
        ? change.getDateTimeAfter()
        : change.getDateTimeBefore();
  }

  private static LocalDateTime justBefore(LocalDateTime time) {
    return time.minusSeconds(1);
  }
}
