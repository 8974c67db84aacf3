package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.ChangeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Windows on ordinary days, and on the two days of the year when clocks are changed. */
class ChangeWindowTimesTest {

  private static final String BERLIN = "Europe/Berlin";
  private static final String NEW_YORK = "America/New_York";
  private static final String LORD_HOWE = "Australia/Lord_Howe";

  @Test
  void a_window_is_open_from_its_opening_until_its_duration_has_passed() {
    ChangeWindowTimes window = window("0 9 * * MON-THU", "8h", BERLIN);
    assertThat(window.isOpen(at("2026-03-02T07:59:59Z"))).isFalse();
    assertThat(window.isOpen(at("2026-03-02T08:00:00Z"))).isTrue();
    assertThat(window.isOpen(at("2026-03-02T15:59:59Z"))).isTrue();
    assertThat(window.isOpen(at("2026-03-02T16:00:00Z"))).isFalse();
  }

  @Test
  void the_next_opening_leaves_out_days_that_are_not_named() {
    ChangeWindowTimes window = window("0 9 * * MON-THU", "8h", BERLIN);
    assertThat(window.openingAfter(at("2026-03-05T08:00:00Z")))
        .contains(at("2026-03-09T08:00:00Z"));
  }

  @Test
  void a_window_that_spans_midnight_is_open_on_the_day_after() {
    ChangeWindowTimes window = window("0 22 * * FRI", "30h", null);
    assertThat(window.isOpen(at("2026-03-08T03:59:59Z"))).isTrue();
    assertThat(window.isOpen(at("2026-03-08T04:00:00Z"))).isFalse();
  }

  @Test
  void a_leap_day_opens_in_leap_years_only() {
    assertThat(window("0 0 29 2 *", "1h", BERLIN).openingAfter(at("2026-03-02T00:00:00Z")))
        .contains(at("2028-02-28T23:00:00Z"));
  }

  @Test
  void a_day_that_does_not_exist_never_opens() {
    assertThat(window("0 0 31 2 *", "1h", BERLIN).openingAfter(at("2026-03-02T00:00:00Z")))
        .isEmpty();
  }

  @Test
  void opening_hours_move_with_the_clock_on_the_wall() {
    assertThat(openings("0 9 * * *", BERLIN, "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z");
    assertThat(openings("0 9 * * *", BERLIN, "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z"))
        .containsExactly("2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z");
  }

  @Test
  void an_opening_that_the_clock_jumps_over_is_at_the_jump() {
    assertThat(openings("30 2 * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly("2026-03-29T01:00:00Z");
    assertThat(openings("30 2 * * *", NEW_YORK, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"))
        .containsExactly("2026-03-08T07:00:00Z");
    assertThat(openings("15 2 * * *", LORD_HOWE, "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z"))
        .containsExactly("2026-10-03T15:30:00Z");
  }

  @Test
  void several_openings_that_the_clock_jumps_over_are_one() {
    assertThat(openings("*/20 2 * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly("2026-03-29T01:00:00Z");
  }

  @Test
  void an_opening_that_the_clock_shows_twice_is_at_the_first() {
    assertThat(openings("30 2 * * *", BERLIN, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"))
        .containsExactly("2026-10-25T00:30:00Z");
    assertThat(openings("30 1 * * *", NEW_YORK, "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"))
        .containsExactly("2026-11-01T05:30:00Z");
    assertThat(openings("45 1 * * *", LORD_HOWE, "2026-04-04T13:00:00Z", "2026-04-05T13:00:00Z"))
        .containsExactly("2026-04-04T14:45:00Z");
  }

  @Test
  void asked_between_the_two_the_opening_is_past() {
    ChangeWindowTimes window = window("30 2 * * *", "10m", BERLIN);
    assertThat(window.openingAfter(at("2026-10-25T01:10:00Z")))
        .contains(at("2026-10-26T01:30:00Z"));
    assertThat(window.isOpen(at("2026-10-25T01:35:00Z"))).isFalse();
  }

  @Test
  void a_schedule_of_every_hour_counts_the_hours_that_pass() {
    assertThat(openings("0 * * * *", BERLIN, "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    assertThat(openings("30 * * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"))
        .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z");
  }

  @Test
  void the_duration_is_time_that_passes_whatever_the_clock_does() {
    ChangeWindowTimes window = window("0 1 * * *", "3h", BERLIN);
    assertThat(window.isOpen(at("2026-10-25T01:59:59Z"))).isTrue();
    assertThat(window.isOpen(at("2026-10-25T02:00:00Z"))).isFalse();
    assertThat(window.isOpen(at("2026-03-29T02:59:59Z"))).isTrue();
    assertThat(window.isOpen(at("2026-03-29T03:00:00Z"))).isFalse();
  }

  /** The same rules told another way: minute by minute, looking at the clock on the wall. */
  @Property(tries = 150)
  void every_opening_is_one_that_a_look_at_the_clock_finds(
      @ForAll @IntRange(min = 0, max = 59) int minute,
      @ForAll @IntRange(min = 0, max = 3) int hour,
      @ForAll @IntRange(max = 5) int day) {
    String zone = List.of(BERLIN, NEW_YORK, LORD_HOWE).get(day % 3);
    String change =
        List.of("2026-03-29", "2026-03-08", "2026-10-04", "2026-10-25", "2026-11-01", "2026-04-05")
            .get(day);
    Instant from = LocalDateTime.parse(change + "T00:00").atZone(ZoneId.of(zone)).toInstant();
    String schedule = Specs.fill("%s %s * * *", String.valueOf(minute), String.valueOf(hour));
    assertThat(openings(schedule, zone, from.toString(), from.plusSeconds(20 * 3600).toString()))
        .containsExactly(found(hour * 60 + minute, ZoneId.of(zone), from).toString());
  }

  private static Instant found(int minuteOfDay, ZoneId zone, Instant from) {
    for (int passed = 0; ; passed++) {
      Instant now = from.plus(Duration.ofMinutes(passed));
      LocalDateTime shown = LocalDateTime.ofInstant(now, zone);
      LocalDateTime before = LocalDateTime.ofInstant(now.minusSeconds(60), zone);
      int shows = shown.getHour() * 60 + shown.getMinute();
      boolean jumped = Duration.between(before, shown).toMinutes() > 1;
      int showed = before.getHour() * 60 + before.getMinute();
      if (shows == minuteOfDay || (jumped && minuteOfDay > showed && minuteOfDay < shows)) {
        return now;
      }
    }
  }

  private static List<String> openings(String schedule, String zone, String from, String to) {
    ChangeWindowTimes window = window(schedule, "10m", zone);
    List<String> openings = new ArrayList<>();
    Instant time = at(from).minusMillis(1);
    while (true) {
      time = window.openingAfter(time).orElseThrow();
      if (!time.isBefore(at(to))) {
        return openings;
      }
      openings.add(time.atOffset(ZoneOffset.UTC).toInstant().toString());
    }
  }

  private static ChangeWindowTimes window(String schedule, String duration, String zone) {
    return ChangeWindowTimes.of(new ChangeWindow(schedule, duration, zone)).orElseThrow();
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
