package dev.phaserollout.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.Histories;
import dev.phaserollout.simulator.cluster.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** What holds for every story that the engine tells, over the statuses of random schedules. */
class HappeningsLawsTest {

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void every_attempt_starts_once_and_ends_once(@ForAll @IntRange(min = 1, max = 100_000) int seed) {
    List<Happening> story = story(Histories.of(seed));
    Map<String, Long> starts = count(story, AttemptHappening.AttemptStarted.class);
    Map<String, Long> ends = count(story, AttemptHappening.AttemptEnded.class);
    assertThat(starts.values()).allMatch(times -> times == 1);
    assertThat(ends.values()).allMatch(times -> times == 1);
    assertThat(starts.keySet()).containsAll(ends.keySet());
    assertThat(ends.keySet()).containsAll(ofEndedRuns(story, ofSteps(starts)));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void every_run_phase_and_step_ends_once(@ForAll @IntRange(min = 1, max = 100_000) int seed) {
    List<Happening> story = story(Histories.of(seed));
    Map<String, Long> runs = count(story, RunHappening.RunEnded.class);
    Map<String, Long> phases = count(story, PhaseHappening.PhaseEnded.class);
    Map<String, Long> begun = count(story, PhaseHappening.PhaseBegan.class);
    assertThat(runs.values()).allMatch(times -> times == 1);
    assertThat(phases.values()).allMatch(times -> times == 1);
    assertThat(ofSteps(count(story, StepHappening.StepEnded.class)).values())
        .allMatch(times -> times == 1);
    assertThat(count(story, RunHappening.RunBegan.class).values()).allMatch(times -> times == 1);
    assertThat(begun.values()).allMatch(times -> times == 1);
    assertThat(phases.keySet()).containsAll(ofEndedRuns(story, begun));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void an_attempt_that_ended_well_in_truth_did_not_fail_in_the_story(
      @ForAll @IntRange(min = 1, max = 100_000) int seed) {
    History history = Histories.of(seed);
    List<String> well =
        history.pods().stream()
            .filter(pod -> pod.endedWell())
            .map(
                pod ->
                    pod.attempt().run()
                        + (pod.attempt().role() == Role.ROLLBACK ? " rollback " : " ")
                        + pod.attempt().phase()
                        + "/"
                        + pod.attempt().step()
                        + " #"
                        + pod.attempt().number())
            .toList();
    List<String> succeeded =
        story(history).stream()
            .filter(AttemptHappening.AttemptEnded.class::isInstance)
            .map(AttemptHappening.AttemptEnded.class::cast)
            .filter(ended -> ended.outcome().equals("Succeeded"))
            .map(ended -> ended.place().run() + " " + ended.place())
            .toList();
    assertThat(well).containsAll(succeeded);
  }

  /** Somebody who has missed writes may compare any two of them. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void any_two_statuses_can_be_compared(
      @ForAll @IntRange(min = 1, max = 100_000) int seed,
      @ForAll @IntRange(max = 1000) int one,
      @ForAll @IntRange(max = 1000) int other) {
    List<History.Write> writes = Histories.of(seed).writes();
    PhaseRolloutStatus before = writes.get(one % writes.size()).after().getStatus();
    PhaseRolloutStatus after = writes.get(other % writes.size()).after().getStatus();
    List<Happening> found = Happenings.between(Optional.of(before), after, Statuses.NOW);
    assertThat(count(found, AttemptHappening.AttemptEnded.class).values())
        .allMatch(times -> times == 1);
    assertThat(count(found, StepHappening.StepEnded.class).values()).allMatch(times -> times == 1);
  }

  /** What people answer and what is undone is told in {@code engine.StoryToldTest}. */
  @Example
  void the_schedules_tell_of_everything_that_happens_without_people() {
    List<Happening> all = new ArrayList<>();
    for (long seed = 1; seed <= 300; seed++) {
      all.addAll(story(Histories.of(seed)));
    }
    assertThat(all.stream().<Class<?>>map(Happening::getClass).distinct().toList())
        .containsAll(
            Stream.of(Happening.class.getPermittedSubclasses())
                .filter(subject -> subject != RollbackHappening.class)
                .filter(subject -> subject != QuestionHappening.class)
                // One rollout alone, without windows, never waits.
                .filter(subject -> subject != HoldHappening.class)
                .flatMap(HappeningsLawsTest::kinds)
                .toList());
  }

  private static Stream<Class<?>> kinds(Class<?> of) {
    return of.isSealed()
        ? Stream.of(of.getPermittedSubclasses()).flatMap(HappeningsLawsTest::kinds)
        : Stream.of(of);
  }

  static List<Happening> story(History history) {
    List<Happening> story = new ArrayList<>();
    for (History.Write write : history.writes()) {
      story.addAll(
          Happenings.between(
              Optional.ofNullable(write.before().getStatus()),
              write.after().getStatus(),
              write.at()));
    }
    return story;
  }

  private static Map<String, Long> count(List<Happening> story, Class<?> kind) {
    return story.stream()
        .filter(kind::isInstance)
        .collect(
            Collectors.groupingBy(
                found -> found.place().run() + " " + found.place(),
                TreeMap::new,
                Collectors.counting()));
  }

  /** Compensations outlive their run, and end again when a person goes on with a rollback. */
  private static Map<String, Long> ofSteps(Map<String, Long> places) {
    Map<String, Long> steps = new TreeMap<>(places);
    steps.keySet().removeIf(place -> place.contains(" rollback "));
    return steps;
  }

  private static List<String> ofEndedRuns(List<Happening> story, Map<String, Long> places) {
    List<String> ended =
        story.stream()
            .filter(RunHappening.RunEnded.class::isInstance)
            .map(found -> found.place().run() + " ")
            .toList();
    return places.keySet().stream()
        .filter(place -> ended.stream().anyMatch(place::startsWith))
        .toList();
  }
}
