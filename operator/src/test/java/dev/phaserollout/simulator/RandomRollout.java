package dev.phaserollout.simulator;

import dev.phaserollout.api.Approval;
import dev.phaserollout.api.Backoff;
import dev.phaserollout.api.OnFailure;
import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Retry;
import dev.phaserollout.api.Reuse;
import dev.phaserollout.api.RollbackScope;
import dev.phaserollout.api.StepDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws specs that a person could have written: valid, small, and using every field that the engine
 * obeys.
 */
final class RandomRollout {

  private static final List<String> PHASES = List.of("build", "staging", "production", "handover");
  private static final List<String> SHORT = List.of("20s", "1m", "3m", "10m");
  private static final List<String> LONG = List.of("10m", "20m", "30m");
  private static final List<String> LONGEST = List.of("30m", "1h", "3h");
  private static final List<String> CONDITIONS =
      List.of("true", "false", "params.mode == 'full'", "params.mode == 'quick'");

  private static final String NOTIFY = "notify";

  private final Dice dice;
  private final double undoable;
  private final boolean git;
  private final boolean judged;
  private final List<String> makers = new ArrayList<>();
  private int steps;

  private RandomRollout(Dice dice) {
    this.dice = dice;
    this.undoable = dice.oneOf(0.0, 0.5, 0.8, 1.0);
    this.git = dice.chance(0.35);
    this.judged = dice.chance(0.35);
  }

  static PhaseRolloutSpec drawn(Dice dice) {
    return new RandomRollout(dice).spec();
  }

  private PhaseRolloutSpec spec() {
    SpecDraft spec =
        SpecDraft.spec()
            .release("v1")
            .parameter("mode", dice.oneOf("full", "quick"))
            .historyLimit(dice.between(1, 3))
            .onSpecChange(dice.oneOf(OnSpecChange.FinishCurrent, OnSpecChange.Restart));
    if (dice.chance(0.6)) {
      spec.rollback(
          dice.oneOf(null, OnFailure.Automatic, OnFailure.Ask, OnFailure.None),
          dice.oneOf(null, RollbackScope.Run, RollbackScope.Phase));
    }
    if (git) {
      workspace(spec);
    }
    if (dice.chance(0.2)) {
      spec.timeout(dice.pick(LONGEST));
    }
    if (dice.chance(0.3)) {
      spec.stepDefaults(defaults());
    }
    int phases = dice.between(1, PHASES.size());
    for (int i = 0; i < phases; i++) {
      Phase phase =
          SpecDraft.phaseOf(
              PHASES.get(i),
              dice.chance(0.15) ? dice.pick(CONDITIONS) : null,
              dice.chance(0.15) ? dice.pick(LONG) : null,
              dice.chance(0.4) ? dice.between(1, 3) : null,
              dice.chance(0.15) ? approval(dice) : null,
              stepsOfAPhase());
      spec.phase(judged ? new RandomGates(dice).around(phase) : phase);
    }
    if (dice.chance(0.3)) {
      spec.finallyRun(step(NOTIFY, List.of()));
    }
    if (dice.chance(0.03)) {
      spec.refused(true);
    }
    return spec.build();
  }

  private void workspace(SpecDraft spec) {
    spec.workspace();
    boolean tagged = dice.chance(0.5);
    boolean recorded = dice.chance(0.5);
    if (tagged || recorded) {
      spec.completion(tagged, recorded);
    }
  }

  private List<StepDraft> stepsOfAPhase() {
    boolean graph = dice.chance(0.5);
    int count = dice.between(1, dice.chance(0.3) ? 5 : 2);
    List<String> names = new ArrayList<>();
    List<StepDraft> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps++;
      String name = "s" + steps;
      Optional<List<String>> before = Optional.empty();
      if (graph && dice.chance(0.8)) {
        before = Optional.of(names.stream().filter(earlier -> dice.chance(0.3)).toList());
      }
      StepDraft draft = step(name, sourcesFor(names, before));
      before.ifPresent(draft::after);
      names.add(name);
      drafts.add(draft);
    }
    return drafts;
  }

  /** Steps that certainly ran before: those of earlier phases, and in its own what it waits for. */
  private List<String> sourcesFor(List<String> listedBefore, Optional<List<String>> before) {
    return makers.stream()
        .filter(
            maker -> !listedBefore.contains(maker) || before.orElse(listedBefore).contains(maker))
        .toList();
  }

  private StepDraft step(String name, List<String> sources) {
    StepDraft step = StepDraft.step(name);
    if (dice.chance(0.15)) {
      step.onlyIf(dice.pick(CONDITIONS));
    }
    if (dice.chance(0.15)) {
      step.continueOnError();
    }
    if (dice.chance(0.1)) {
      return step.waiting(dice.oneOf("5s", "1m", "8m"));
    }
    if (dice.chance(undoable)) {
      undo(dice, step);
    }
    if (!name.equals(NOTIFY) && dice.chance(0.1)) {
      return manual(step, name);
    }
    if (dice.chance(0.4)) {
      step.timeout(dice.pick(SHORT));
    }
    if (dice.chance(0.3)) {
      step.startTimeout(dice.pick(SHORT));
    }
    if (dice.chance(0.5)) {
      step.retry(retry(dice));
    }
    if (dice.chance(0.4)) {
      step.disruptionLimit(dice.between(0, 2));
    }
    if (dice.chance(0.6)) {
      step.onLost(dice.oneOf(OnLost.Ask, OnLost.Retry, OnLost.Fail));
    }
    if (dice.chance(0.2)) {
      step.reuse(Reuse.Never);
    }
    if (!sources.isEmpty() && dice.chance(0.4)) {
      step.taking(dice.pick(sources));
    }
    if (dice.chance(0.3)) {
      step.making();
      makers.add(name);
    }
    if (git && !name.equals(NOTIFY)) {
      leaving(step);
    }
    if (judged && !name.equals(NOTIFY) && dice.chance(0.35)) {
      step.gates(new RandomGates(dice).some(false));
    }
    return step;
  }

  private void leaving(StepDraft step) {
    if (dice.chance(0.6)) {
      step.committing();
    }
    if (dice.chance(0.3)) {
      step.retry(new Retry(3, null, List.of()));
    }
    if (dice.chance(0.3)) {
      step.delivering();
    }
  }

  private StepDraft manual(StepDraft step, String name) {
    if (dice.chance(0.3)) {
      step.timeout(dice.pick(SHORT));
    }
    if (dice.chance(0.4)) {
      step.making();
      makers.add(name);
    }
    if (git && dice.chance(0.6)) {
      step.delivering();
    }
    return step.manual();
  }

  /** A compensation with time-out and retries of its own, or with those of its step. */
  static void undo(Dice dice, StepDraft step) {
    String timeout = dice.chance(0.3) ? dice.pick(SHORT) : null;
    step.undoable(timeout, dice.chance(0.4) ? retry(dice) : null);
  }

  static Approval approval(Dice dice) {
    return new Approval(
        dice.oneOf(null, 1, 2, 2),
        dice.chance(0.3) ? dice.pick(LONG) : null,
        dice.chance(0.3) ? Boolean.TRUE : null,
        null);
  }

  private static Retry retry(Dice dice) {
    Backoff backoff =
        dice.chance(0.6)
            ? new Backoff(dice.oneOf("1s", "10s", "2m"), dice.between(1, 3), dice.oneOf("2m", "5m"))
            : null;
    List<Integer> never = dice.chance(0.3) ? List.of(64) : List.of();
    return new Retry(dice.between(0, 3), backoff, never);
  }

  private StepDefaults defaults() {
    return new StepDefaults(
        null,
        null,
        dice.pick(SHORT),
        dice.pick(SHORT),
        new Retry(dice.between(0, 1), null, null),
        null,
        null,
        null,
        null);
  }
}
