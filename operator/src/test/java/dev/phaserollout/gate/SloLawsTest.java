package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.BurnRateWindow;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The maths of objectives against a plain list of events, each with its age and its fate. */
class SloLawsTest {

  private static final SloSource SLO =
      new SloSource(
          null,
          "95",
          Gates.ratio("95", "e", "t").ratio(),
          null,
          List.of(new BurnRateWindow("1h", "5m", "4"), new BurnRateWindow("6h", "30m", "2")),
          null,
          null,
          null);

  private static final Retention KEPT = new Retention.Known("main", Duration.ofDays(90));

  /** What happened to one request. */
  record Event(int secondsAgo, boolean bad) {}

  @Property
  void a_verdict_is_that_of_counting_events_one_by_one(
      @ForAll("histories") List<Event> history, @ForAll @IntRange(min = 1, max = 30_000) int age) {
    assertThat(verdict(history, age)).isEqualTo(counted(history, age));
  }

  @Property
  void events_from_before_the_phase_change_nothing(
      @ForAll("histories") List<Event> history, @ForAll @IntRange(min = 1, max = 30_000) int age) {
    List<Event> within = history.stream().filter(event -> event.secondsAgo() < age).toList();

    assertThat(verdict(history, age)).isEqualTo(verdict(within, age));
  }

  @Property
  void one_more_bad_event_never_saves_a_phase(
      @ForAll("histories") List<Event> history, @ForAll @IntRange(min = 1, max = 30_000) int age) {
    List<Event> worse = new ArrayList<>(history);
    worse.add(new Event(0, true));

    if (verdict(history, age) == Verdict.FAIL) {
      assertThat(verdict(worse, age)).isEqualTo(Verdict.FAIL);
    }
  }

  @Property
  void a_phase_without_a_bad_event_never_fails_and_one_without_events_never_passes(
      @ForAll("histories") List<Event> history, @ForAll @IntRange(min = 1, max = 30_000) int age) {
    List<Event> good = history.stream().map(event -> new Event(event.secondsAgo(), false)).toList();

    assertThat(verdict(good, age)).isNotEqualTo(Verdict.FAIL);
    assertThat(verdict(List.of(), age)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Property
  void ten_times_the_traffic_of_the_same_kind_is_judged_the_same(
      @ForAll("histories") List<Event> history, @ForAll @IntRange(min = 1, max = 30_000) int age) {
    List<Event> more = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      more.addAll(history);
    }

    assertThat(verdict(more, age)).isEqualTo(verdict(history, age));
  }

  @Provide
  Arbitrary<List<Event>> histories() {
    Arbitrary<Event> event =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(3, Arbitraries.integers().between(0, 300)),
                    Tuple.of(2, Arbitraries.integers().between(0, 4_000)),
                    Tuple.of(1, Arbitraries.integers().between(0, 30_000))),
                Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)))
            .as(Event::new);
    return event.list().ofMaxSize(60);
  }

  private static Verdict verdict(List<Event> history, int age) {
    SloPlan plan = SloPlan.of(SLO, Optional.of(Duration.ofSeconds(age)));
    Map<Duration, WindowEvents> events = new LinkedHashMap<>();
    for (Duration window : plan.windows()) {
      events.put(window, WindowEvents.of(all(history, window), bad(history, window)));
    }
    return SloJudgement.of(plan, events, KEPT).verdict();
  }

  /** The same from first principles: shares of bad events, by integers, without burn rates. */
  private static Verdict counted(List<Event> history, int age) {
    boolean unknown = false;
    for (int[] pair : new int[][] {{3600, 300, 4}, {21_600, 1800, 2}}) {
      Duration slow = Duration.ofSeconds(Math.min(pair[0], age));
      Duration quick = Duration.ofSeconds(Math.min(pair[1], age));
      unknown |= all(history, slow) == 0 || all(history, quick) == 0;
      // share > factor × (100 − 95) %, in twentieths
      if (20 * bad(history, slow) > pair[2] * all(history, slow)
          && 20 * bad(history, quick) > pair[2] * all(history, quick)) {
        return Verdict.FAIL;
      }
    }
    return unknown ? Verdict.INCONCLUSIVE : Verdict.PASS;
  }

  private static long all(List<Event> history, Duration window) {
    return history.stream().filter(event -> event.secondsAgo() < window.toSeconds()).count();
  }

  private static long bad(List<Event> history, Duration window) {
    return history.stream()
        .filter(event -> event.bad() && event.secondsAgo() < window.toSeconds())
        .count();
  }
}
