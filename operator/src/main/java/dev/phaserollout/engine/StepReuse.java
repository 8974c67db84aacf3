package dev.phaserollout.engine;

import dev.phaserollout.api.StepCheckpoint;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Digests of steps that are about to start, and whether an earlier checkpoint stands for them. */
final class StepReuse {

  private StepReuse() {}

  static String digest(RunState run, PlanStep step) {
    SortedMap<String, String> dependencies = new TreeMap<>();
    for (String name : step.dependencies()) {
      run.plan().step(name).ifPresent(on -> dependencies.put(name, recorded(run.step(on))));
    }
    return step.digest().of(StepInputs.resolve(run, step).values(), dependencies);
  }

  /** The digest that a state carries, empty where it has none. */
  static String recorded(StepState state) {
    if (state instanceof StepState.Pending) {
      return "";
    }
    if (state instanceof StepState.Waiting waiting) {
      return waiting.digest();
    }
    if (state instanceof StepState.AtWork work) {
      return work.digest();
    }
    if (state instanceof StepState.BackingOff backingOff) {
      return backingOff.digest();
    }
    String digest = StepCodec.write("", state).digest();
    return digest == null ? "" : digest;
  }

  /**
   * The checkpoint that stands: recorded for the same digest, and not voided by anything that ran
   * anew before it.
   */
  static Optional<StepCheckpoint> standing(
      PlanStep step, StepState.Pending pending, String digest) {
    return step.reusable()
        ? pending
            .earlier()
            .filter(earlier -> !Boolean.TRUE.equals(earlier.voided()))
            .filter(earlier -> earlier.digest().equals(digest))
        : Optional.empty();
  }

  /** A step that runs anew takes away the ground from everything after it. */
  static void voidAfter(RunState run, PlanStep step) {
    for (PlanStep after : PlanGraph.after(run.plan(), step)) {
      if (run.step(after) instanceof StepState.Pending pending) {
        Optional<StepCheckpoint> left = StepVoiding.left(run.run(), after, pending.earlier());
        if (!left.equals(pending.earlier())) {
          run.put(after, new StepState.Pending(left));
        }
      }
    }
  }
}
