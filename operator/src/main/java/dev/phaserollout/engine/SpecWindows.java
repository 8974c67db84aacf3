package dev.phaserollout.engine;

import dev.phaserollout.api.ChangeWindow;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Change windows: readable, and such that they open at all, those of a phase with the others. */
final class SpecWindows {

  /**
   * Where the search for an opening begins. Any time would do: what opens at all opens again within
   * the years that are searched.
   */
  private static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Problem> problems = new ArrayList<>();

  private SpecWindows() {}

  static Stream<Problem> check(PhaseRolloutSpec spec) {
    SpecWindows check = new SpecWindows();
    boolean readable = check.windows("spec.windows", spec.windows());
    ChangeWindows ofRollout = ChangeWindows.of(spec.windows());
    for (int p = 0; p < spec.phases().size(); p++) {
      String field = "spec.phases[" + p + "].windows";
      List<ChangeWindow> windows = spec.phases().get(p).windows();
      if (check.windows(field, windows)
          && readable
          && !windows.isEmpty()
          && ChangeWindows.together(ofRollout, ChangeWindows.of(windows), SOME_TIME).isEmpty()) {
        check.problems.add(
            new Problem(
                field,
                "windows that are never open together with those of the rollout",
                "a time at which both are open, because a step of the phase starts only then",
                "give them a common time, or give windows to phases only"));
      }
    }
    return check.problems.stream();
  }

  /** Whether all of them can be read and open. */
  private boolean windows(String field, List<ChangeWindow> windows) {
    int before = problems.size();
    for (int w = 0; w < windows.size(); w++) {
      window(field + "[" + w + "]", windows.get(w));
    }
    return problems.size() == before;
  }

  private void window(String field, ChangeWindow window) {
    Optional<CronTimes> schedule = CronTimes.parse(window.schedule());
    if (schedule.isEmpty()) {
      add(field + ".schedule", window.schedule(), CronTimes.EXPECTED, CronTimes.MEND);
    }
    if (TimeSpan.parse(window.duration()).filter(Duration::isZero).isPresent()
        || TimeSpan.parse(window.duration()).isEmpty()) {
      add(
          field + ".duration",
          window.duration(),
          "a duration above zero such as 30m, 8h or 1h30m (units h, m, s, ms)",
          "write how long the window stays open");
    }
    if (ChangeWindowTimes.zone(window.timeZone()).isEmpty()) {
      String name = window.timeZone() == null ? "" : window.timeZone();
      add(
          field + ".timeZone",
          name,
          "the name of a time zone such as Europe/Berlin",
          NearestName.of(name, ZoneId.getAvailableZoneIds())
              .map(nearest -> "did you mean '" + nearest + "'?")
              .orElse("take it from the IANA time zone database"));
    }
    if (ChangeWindowTimes.of(window).filter(SpecWindows::neverOpens).isPresent()) {
      add(
          field + ".schedule",
          window.schedule(),
          "a schedule that names a day that exists, because this window never opens",
          "mend day of month and month");
    }
  }

  private static boolean neverOpens(ChangeWindowTimes window) {
    return window.openingAfter(SOME_TIME).isEmpty();
  }

  private void add(String field, String value, String expected, String mend) {
    problems.add(Problem.of(field, value, expected, mend));
  }
}
