package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Role;
import dev.phaserollout.engine.Trouble;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.JobFate;
import dev.phaserollout.simulator.cluster.JobFate.Ending;
import dev.phaserollout.simulator.remote.AgentFate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Draws what becomes of each Job, from dice of the Job's own: the same Job of the same seed always
 * fares the same.
 */
final class Fates implements Function<JobRequest, JobFate> {

  private static final Trouble PULL = new Trouble("ImagePullBackOff", "no such image");

  private static final FailureReason[] AFTER_A_STEP = {
    FailureReason.PushFailed, FailureReason.DeliverablesMissing
  };

  /** Longer than any schedule waits. */
  private static final Duration NEVER = Duration.ofDays(30);

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final long seed;
  private final Supplier<Faults> faults;
  private final Supplier<History> history;

  Fates(long seed, Supplier<Faults> faults, Supplier<History> history) {
    this.seed = seed;
    this.faults = faults;
    this.history = history;
  }

  @Override
  public JobFate apply(JobRequest request) {
    Dice dice = Dice.of(seed, request.name());
    Faults rates = faults.get();
    boolean slowStart = dice.chance(rates.slowness());
    boolean slowWork = dice.chance(rates.slowness());
    return new JobFate(
        slowStart ? dice.upTo(HALF_AN_HOUR) : Duration.ofMillis(dice.between(100, 3000)),
        slowWork ? dice.upTo(HALF_AN_HOUR) : Duration.ofMillis(dice.between(1, 20_000)),
        dying(request.attempt().role(), dice, rates),
        ending(dice, rates),
        dice.oneOf(1, 1, 64),
        outputs(request.attempt(), dice, rates),
        slowStart ? Optional.of(PULL) : Optional.empty(),
        agent(request, dice, rates));
  }

  private static AgentFate agent(JobRequest request, Dice dice, Faults rates) {
    if (request.errands().isEmpty()) {
      return AgentFate.well("");
    }
    Attempt attempt = request.attempt();
    boolean anew = dice.chance(0.3);
    boolean fails = dice.chance(rates.failure() * 0.5);
    boolean early = dice.chance(0.3);
    boolean passing = dice.chance(0.6);
    boolean silent = dice.chance(rates.lost());
    FailureReason late = attempt.role() == Role.GIT ? ofErrand(request) : dice.oneOf(AFTER_A_STEP);
    ErrandFailure failure =
        new ErrandFailure(
            (early && attempt.role() != Role.GIT ? FailureReason.CheckoutFailed : late).name(),
            passing && late != FailureReason.DeliverablesMissing,
            "the agent says no");
    return new AgentFate(
        attempt.step()
            + " by "
            + (anew ? attempt.run() + "-" + attempt.number() : attempt.digest()),
        fails ? Optional.of(failure) : Optional.empty(),
        early,
        silent,
        failure.reason().equals("DeliverablesMissing") ? 0 : dice.oneOf(0, 1, 2, 2));
  }

  private static FailureReason ofErrand(JobRequest request) {
    Errand errand = ((JobErrands.Alone) request.errands().orElseThrow()).errand();
    return errand instanceof Errand.Inspect ? FailureReason.DeliverablesMissing : errand.failure();
  }

  private static Duration dying(Role role, Dice dice, Faults rates) {
    Duration some =
        dice.chance(rates.slowness()) ? dice.upTo(Duration.ofMinutes(10)) : Duration.ofSeconds(1);
    double stuck = role == Role.ROLLBACK ? 2 * rates.stuck() : rates.stuck();
    return dice.chance(stuck) ? NEVER : some;
  }

  private static Ending ending(Dice dice, Faults rates) {
    boolean disrupted = dice.chance(rates.disruption());
    boolean lost = dice.chance(rates.lost());
    boolean failed = dice.chance(rates.failure());
    boolean inError = dice.chance(0.2);
    if (disrupted) {
      return Ending.DISRUPTED;
    }
    if (lost) {
      return Ending.LOST;
    }
    if (failed) {
      return inError ? Ending.IN_ERROR : Ending.WITH_AN_EXIT_CODE;
    }
    return Ending.WELL;
  }

  private String outputs(Attempt attempt, Dice dice, Faults rates) {
    boolean garbled = dice.chance(rates.failure() * 0.1);
    if (attempt.role() == Role.GIT) {
      return "";
    }
    if (attempt.role() == Role.ROLLBACK) {
      return garbled ? "no JSON" : "";
    }
    if (!declaresOutput(attempt)) {
      return "";
    }
    return garbled
        ? "no JSON"
        : "{\""
            + StepDraft.OUTPUT
            + "\":\""
            + attempt.step()
            + "-"
            + attempt.run()
            + "-"
            + attempt.number()
            + "\"}";
  }

  private boolean declaresOutput(Attempt attempt) {
    Optional<PhaseRolloutSpec> spec = history.get().specOfRun(attempt.run());
    return spec.stream()
        .flatMap(
            known ->
                Stream.concat(
                    known.phases().stream().flatMap(phase -> phase.steps().stream()),
                    known.finallySteps().stream()))
        .filter(step -> step.name().equals(attempt.step()))
        .map(Step::outputs)
        .anyMatch(outputs -> !outputs.isEmpty());
  }
}
