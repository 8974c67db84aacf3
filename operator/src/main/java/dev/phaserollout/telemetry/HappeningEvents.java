package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.telemetry.PhaseHappening.PhaseEnded;
import dev.phaserollout.telemetry.StepHappening.StepEnded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which happenings become events. Each event is a write to the API server, so a step that goes well
 * costs one, when it is done, and what a phase takes over from an earlier run costs one together.
 */
final class HappeningEvents {

  private final Instant now;
  private final Map<Place, List<StepEnded>> reused;
  private final Set<Place> skipped;

  private HappeningEvents(List<Happening> happenings, Instant now) {
    this.now = now;
    this.reused =
        happenings.stream()
            .filter(StepEnded.class::isInstance)
            .map(StepEnded.class::cast)
            .filter(step -> step.reusedFromRun().isPresent())
            .collect(Collectors.groupingBy(step -> phaseOf(step.place())));
    this.skipped =
        happenings.stream()
            .filter(happening -> happening instanceof PhaseEnded ended && skipped(ended))
            .map(Happening::place)
            .collect(Collectors.toSet());
  }

  /**
   * In the order of the happenings.
   *
   * @param happenings of one write
   * @param now the time of what has none of its own
   */
  static List<RolloutEvent> of(List<Happening> happenings, Instant now) {
    HappeningEvents events = new HappeningEvents(happenings, now);
    List<RolloutEvent> found = happenings.stream().flatMap(events::of).toList();
    return IntStream.range(0, found.size()).mapToObj(i -> found.get(i).inOrder(i)).toList();
  }

  private Stream<RolloutEvent> of(Happening happening) {
    if (happening instanceof StepEnded step && step.reusedFromRun().isPresent()) {
      // All of its phase are told in the place of the first.
      return Optional.ofNullable(reused.remove(phaseOf(step.place()))).stream().map(this::reused);
    }
    return withItsPhase(happening)
        ? Stream.empty()
        : happening.event().stream().map(words -> event(words, happening));
  }

  private static boolean skipped(PhaseEnded ended) {
    return ended.state().equals(StateWord.SKIPPED);
  }

  /** The steps of a skipped phase are skipped with it, which needs no event each. */
  private boolean withItsPhase(Happening happening) {
    return happening instanceof StepEnded step
        && step.state().equals(StateWord.SKIPPED)
        && skipped.contains(phaseOf(step.place()));
  }

  private static Place phaseOf(Place step) {
    return step.inPhase(step.phase().orElse(""));
  }

  private RolloutEvent reused(List<StepEnded> steps) {
    StepEnded first = steps.get(0);
    if (steps.size() == 1) {
      return event(EventWords.normal("StepReused", "Reuse"), first);
    }
    String names =
        steps.stream()
            .map(step -> step.place().step().orElse(""))
            .collect(Collectors.joining(", "));
    return event(
        EventWords.normal("StepsReused", "Reuse").telling(names),
        first.place(),
        steps.size() + " steps of phase " + phaseOf(first.place()) + " done before: " + names);
  }

  private RolloutEvent event(EventWords words, Happening of) {
    return event(words, of.place(), of.text());
  }

  private RolloutEvent event(EventWords words, Place place, String note) {
    String identity =
        String.join(
            "\n", words.reason(), String.valueOf(place.run()), place.toString(), words.telling());
    return new RolloutEvent(
        words.type(), words.reason(), words.action(), note, identity, words.at().orElse(now), 0);
  }
}
