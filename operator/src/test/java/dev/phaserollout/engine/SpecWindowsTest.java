package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault of a window in the words that people read. */
class SpecWindowsTest {

  @Test
  void windows_that_open_are_free_of_faults() {
    assertThat(
            faults(
                "{schedule: '0 9 * * MON-THU', duration: 8h, timeZone: Europe/Berlin}",
                "{schedule: '0 10 * * TUE', duration: 2h, timeZone: America/New_York}"))
        .isEmpty();
  }

  @Test
  void a_schedule_that_is_none_says_what_its_fields_are() {
    assertThat(faults("{schedule: '0 25 * * *', duration: 8h}", ""))
        .containsExactly(
            "spec.windows[0].schedule: found '0 25 * * *', expected a cron expression of five"
                + " fields such as 0 9 * * MON-THU; write minute (0-59), hour (0-23), day of month"
                + " (1-31), month (1-12 or JAN-DEC) and day of week (0-7 or SUN-SAT) with one blank"
                + " between them");
    assertThat(faults("{schedule: '0 9 * *', duration: 8h}", "")).hasSize(1);
    assertThat(faults("{schedule: '@daily', duration: 8h}", "")).hasSize(1);
    assertThat(faults("{schedule: '0 0 9 * * MON', duration: 8h}", "")).hasSize(1);
  }

  @Test
  void a_window_needs_a_duration_above_zero() {
    String fault =
        ", expected a duration above zero such as 30m, 8h or 1h30m (units h, m, s, ms); write how"
            + " long the window stays open";
    assertThat(faults("{schedule: '0 9 * * *', duration: 0s}", ""))
        .containsExactly("spec.windows[0].duration: found '0s'" + fault);
    assertThat(faults("{schedule: '0 9 * * *', duration: 1 day}", ""))
        .containsExactly("spec.windows[0].duration: found '1 day'" + fault);
  }

  @Test
  void an_unknown_time_zone_suggests_the_one_that_was_meant() {
    assertThat(faults("", "{schedule: '0 9 * * *', duration: 8h, timeZone: Europe/Berln}"))
        .containsExactly(
            "spec.phases[0].windows[0].timeZone: found 'Europe/Berln', expected the name of a time"
                + " zone such as Europe/Berlin; did you mean 'Europe/Berlin'?");
  }

  @Test
  void a_window_that_never_opens_is_refused() {
    assertThat(faults("{schedule: '0 9 30 2 *', duration: 8h}", ""))
        .containsExactly(
            "spec.windows[0].schedule: found '0 9 30 2 *', expected a schedule that names a day"
                + " that exists, because this window never opens; mend day of month and month");
  }

  @Test
  void windows_of_a_phase_that_never_meet_those_of_the_rollout_are_refused() {
    assertThat(
            faults(
                "{schedule: '0 9 * * MON-THU', duration: 8h}",
                "{schedule: '0 9 * * SUN', duration: 8h}"))
        .containsExactly(
            "spec.phases[0].windows: found windows that are never open together with those of the"
                + " rollout, expected a time at which both are open, because a step of the phase"
                + " starts only then; give them a common time, or give windows to phases only");
  }

  private static List<String> faults(String ofRollout, String ofPhase) {
    String spec = "{windows: [%s], phases: [{name: a, windows: [%s], steps: []}]}";
    return SpecWindows.check(Specs.read(Specs.fill(spec, ofRollout, ofPhase)))
        .map(Problem::text)
        .toList();
  }
}
