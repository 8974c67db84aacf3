package dev.phaserollout.engine;

import dev.phaserollout.api.ChangeWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The change windows of a rollout or of a phase: open while any of them is, and always where there
 * are none. One that is unreadable never opens; preflight refuses it.
 */
final class ChangeWindows {

  /** Openings that are tried for one at which several sets are open together: years of them. */
  private static final int OPENINGS_MAX = 4_000;

  static final ChangeWindows ALWAYS = of(List.of());

  private static final ZoneId UTC = ZoneId.of("UTC");

  private final boolean always;
  private final List<ChangeWindowTimes> windows;

  private ChangeWindows(boolean always, List<ChangeWindowTimes> windows) {
    this.always = always;
    this.windows = windows;
  }

  /**
   * A time at which windows open.
   *
   * @param zone that of the window, for people
   */
  record Opening(Instant at, ZoneId zone) {

    /** {@code 2026-03-02T09:00+01:00[Europe/Berlin]}. */
    String text() {
      return ZonedDateTime.ofInstant(at, zone).toString();
    }
  }

  static ChangeWindows of(List<ChangeWindow> windows) {
    return new ChangeWindows(
        windows.isEmpty(),
        windows.stream().map(ChangeWindowTimes::of).flatMap(Optional::stream).toList());
  }

  /** Whether there are none, so that nothing is ever held back. */
  boolean always() {
    return always;
  }

  boolean isOpen(Instant at) {
    return always || windows.stream().anyMatch(window -> window.isOpen(at));
  }

  /**
   * The first time from the given one on at which both sets are open, that time itself included;
   * empty where there is none within some years.
   */
  static Optional<Opening> together(ChangeWindows one, ChangeWindows other, Instant from) {
    Opening open = new Opening(from, UTC);
    for (int tried = 0; tried < OPENINGS_MAX; tried++) {
      ChangeWindows closed = !one.isOpen(open.at()) ? one : other;
      if (closed.isOpen(open.at())) {
        return Optional.of(open);
      }
      Optional<Opening> next = closed.openingAfter(open.at());
      if (next.isEmpty()) {
        return Optional.empty();
      }
      open = next.get();
    }
    return Optional.empty();
  }

  private Optional<Opening> openingAfter(Instant time) {
    Optional<Opening> first = Optional.empty();
    for (ChangeWindowTimes window : windows) {
      Optional<Instant> opening = window.openingAfter(time);
      if (opening.isPresent() && (first.isEmpty() || opening.get().isBefore(first.get().at()))) {
        first = Optional.of(new Opening(opening.get(), window.zone()));
      }
    }
    return first;
  }
}
