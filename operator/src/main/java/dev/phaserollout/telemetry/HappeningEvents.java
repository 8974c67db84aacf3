package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which happenings become events. Each event is a write to the API server, so a step that goes well
 * costs one, when it is done, and what a phase takes over from an earlier run costs one together.
 */
final class HappeningEvents implements Happening.Handler<Optional<RolloutEvent>> {

  private static final Set<String> BAD_ENDS =
      Set.of("Failed", "TimedOut", "Disrupted", "Interrupted", "Lost", "Error", "Rejected");

  private final Instant now;

  private HappeningEvents(Instant now) {
    this.now = now;
  }

  /**
   * In the order of the happenings.
   *
   * @param happenings of one write
   * @param now the time of what has none of its own
   */
  static List<RolloutEvent> of(List<Happening> happenings, Instant now) {
    HappeningEvents events = new HappeningEvents(now);
    List<RolloutEvent> found = new ArrayList<>();
    Map<Place, List<Happening.StepEnded>> reused = reusedByPhase(happenings);
    Set<Place> skipped =
        happenings.stream()
            .filter(happening -> happening instanceof Happening.PhaseEnded ended && skipped(ended))
            .map(Happening::place)
            .collect(Collectors.toSet());
    for (Happening happening : happenings) {
      if (happening instanceof Happening.StepEnded step && step.reusedFromRun().isPresent()) {
        // All of its phase are told in the place of the first.
        Optional.ofNullable(reused.remove(phaseOf(step.place())))
            .ifPresent(steps -> found.add(events.reused(steps)));
      } else if (!withItsPhase(happening, skipped)) {
        happening.accept(events).ifPresent(found::add);
      }
    }
    return IntStream.range(0, found.size()).mapToObj(i -> found.get(i).inOrder(i)).toList();
  }

  private static Map<Place, List<Happening.StepEnded>> reusedByPhase(List<Happening> happenings) {
    return happenings.stream()
        .filter(Happening.StepEnded.class::isInstance)
        .map(Happening.StepEnded.class::cast)
        .filter(step -> step.reusedFromRun().isPresent())
        .collect(Collectors.groupingBy(step -> phaseOf(step.place())));
  }

  private static boolean skipped(Happening.PhaseEnded ended) {
    return ended.state().equals(StateWord.SKIPPED);
  }

  /** The steps of a skipped phase are skipped with it, which needs no event each. */
  private static boolean withItsPhase(Happening happening, Set<Place> skipped) {
    return happening instanceof Happening.StepEnded step
        && step.state().equals(StateWord.SKIPPED)
        && skipped.contains(phaseOf(step.place()));
  }

  private static Place phaseOf(Place step) {
    return step.inPhase(step.phase().orElse(""));
  }

  private RolloutEvent reused(List<Happening.StepEnded> steps) {
    Happening.StepEnded first = steps.get(0);
    if (steps.size() == 1) {
      return normal("StepReused", "Reuse", first, "", now);
    }
    String names =
        steps.stream()
            .map(step -> step.place().step().orElse(""))
            .collect(Collectors.joining(", "));
    return new RolloutEvent(
        RolloutEvent.Type.NORMAL,
        "StepsReused",
        "Reuse",
        steps.size() + " steps of phase " + phaseOf(first.place()) + " done before: " + names,
        identity("StepsReused", first.place(), names),
        now,
        0);
  }

  @Override
  public Optional<RolloutEvent> runAccepted(Happening.RunAccepted happening) {
    return Optional.of(normal("RunAccepted", "Accept", happening, happening.revision(), now));
  }

  @Override
  public Optional<RolloutEvent> specRefused(Happening.SpecRefused happening) {
    String telling = happening.generation() + "\n" + happening.message();
    return Optional.of(warning("InvalidSpec", "CheckSpec", happening, telling, now));
  }

  @Override
  public Optional<RolloutEvent> notReadyToStart(Happening.NotReadyToStart happening) {
    return Optional.of(
        warning("NotReadyToStart", "CheckSurroundings", happening, happening.message(), now));
  }

  @Override
  public Optional<RolloutEvent> runBegan(Happening.RunBegan happening) {
    return Optional.of(normal("RunBegan", "Begin", happening, "", happening.at()));
  }

  @Override
  public Optional<RolloutEvent> runSettled(Happening.RunSettled happening) {
    return StatusWords.well(happening.result())
        ? Optional.empty()
        : Optional.of(warning("RunEnding", "End", happening, happening.result(), now));
  }

  @Override
  public Optional<RolloutEvent> runEnded(Happening.RunEnded happening) {
    Instant at = happening.ended();
    return Optional.of(
        switch (happening.result()) {
          case StateWord.SUCCEEDED -> normal("RunSucceeded", "End", happening, "", at);
          case "Superseded" -> normal("RunSuperseded", "End", happening, "", at);
          case "Failed" -> warning("RunFailed", "End", happening, "", at);
          case "Aborted" -> warning("RunAborted", "End", happening, "", at);
          default -> warning("RunEnded", "End", happening, "", at);
        });
  }

  @Override
  public Optional<RolloutEvent> phaseBegan(Happening.PhaseBegan happening) {
    return Optional.empty();
  }

  /** How a phase ends that was not accepted is what its run ends of. */
  @Override
  public Optional<RolloutEvent> phaseEnded(Happening.PhaseEnded happening) {
    return switch (happening.state()) {
      case StateWord.SUCCEEDED ->
          Optional.of(normal("PhaseAccepted", "AcceptPhase", happening, "", happening.ended()));
      case StateWord.SKIPPED ->
          Optional.of(normal("PhaseSkipped", "SkipPhase", happening, "", happening.ended()));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<RolloutEvent> attemptStarted(Happening.AttemptStarted happening) {
    return Optional.empty();
  }

  @Override
  public Optional<RolloutEvent> attemptAtWork(Happening.AttemptAtWork happening) {
    return Optional.empty();
  }

  /** That steps are ended with their run is said by the end of the run. */
  @Override
  public Optional<RolloutEvent> attemptStopping(Happening.AttemptStopping happening) {
    return happening.reason().equals("RunEnding")
        ? Optional.empty()
        : Optional.of(warning("StepStopping", "CancelJob", happening, "", now));
  }

  @Override
  public Optional<RolloutEvent> attemptEnded(Happening.AttemptEnded happening) {
    return Optional.empty();
  }

  @Override
  public Optional<RolloutEvent> stepPaused(Happening.StepPaused happening) {
    return Optional.empty();
  }

  @Override
  public Optional<RolloutEvent> stepRetries(Happening.StepRetries happening) {
    return Optional.of(warning("StepRetrying", "Retry", happening, "", now));
  }

  @Override
  public Optional<RolloutEvent> stepTrouble(Happening.StepTrouble happening) {
    return Optional.of(warning("StepHeldUp", "RunJob", happening, happening.reason(), now));
  }

  @Override
  public Optional<RolloutEvent> stepEnded(Happening.StepEnded happening) {
    String state = happening.state();
    Instant at = happening.ended();
    return Optional.of(
        switch (state) {
          case StateWord.SUCCEEDED -> normal("StepSucceeded", "RunJob", happening, "", at);
          case StateWord.SKIPPED -> normal("StepSkipped", "Skip", happening, "", at);
          case "Aborted" -> normal("StepAborted", "CancelJob", happening, "", at);
          default ->
              BAD_ENDS.contains(state)
                  ? warning("Step" + state, "RunJob", happening, "", at)
                  : warning("StepEnded", "RunJob", happening, "", at);
        });
  }

  @Override
  public Optional<RolloutEvent> suspended(Happening.Suspended happening) {
    return Optional.of(normal("Suspended", "Suspend", happening, happening.since(), now));
  }

  @Override
  public Optional<RolloutEvent> resumed(Happening.Resumed happening) {
    return Optional.of(normal("Resumed", "Resume", happening, happening.since(), now));
  }

  @Override
  public Optional<RolloutEvent> commandHandled(Happening.CommandHandled happening) {
    String telling = happening.command() + "\n" + happening.token();
    return Optional.of(
        happening.refusal().isEmpty()
            ? normal("CommandObeyed", "HandleCommand", happening, telling, now)
            : warning("CommandRefused", "HandleCommand", happening, telling, now));
  }

  private static RolloutEvent normal(
      String reason, String action, Happening of, String telling, Instant at) {
    return event(RolloutEvent.Type.NORMAL, reason, action, of, telling, at);
  }

  private static RolloutEvent warning(
      String reason, String action, Happening of, String telling, Instant at) {
    return event(RolloutEvent.Type.WARNING, reason, action, of, telling, at);
  }

  private static RolloutEvent event(
      RolloutEvent.Type type,
      String reason,
      String action,
      Happening of,
      String telling,
      Instant at) {
    String note = of.accept(HappeningText.INSTANCE);
    return new RolloutEvent(
        type, reason, action, note, identity(reason, of.place(), telling), at, 0);
  }

  private static String identity(String reason, Place place, String telling) {
    return String.join("\n", reason, String.valueOf(place.run()), place.toString(), telling);
  }
}
