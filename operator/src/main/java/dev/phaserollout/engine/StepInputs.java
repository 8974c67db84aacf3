package dev.phaserollout.engine;

import dev.phaserollout.api.Input;
import dev.phaserollout.api.StepCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the outputs of earlier steps into the variables of a step. */
final class StepInputs {

  private StepInputs() {}

  /** The values by variable, and the inputs that have neither an output to take nor a default. */
  record Resolved(SortedMap<String, String> values, List<Input> missing) {}

  static Resolved resolve(RunState run, PlanStep step) {
    SortedMap<String, String> values = new TreeMap<>();
    List<Input> missing = new ArrayList<>();
    for (Input input : step.spec().inputs()) {
      Optional<String> value = value(run, step, input);
      if (value.isPresent()) {
        values.put(input.env(), value.get());
      } else {
        missing.add(input);
      }
    }
    return new Resolved(values, missing);
  }

  private static Optional<String> value(RunState run, PlanStep step, Input input) {
    String name = input.from().step();
    return (step.isCompensation()
            ? run.undoing().step(name).flatMap(from -> recordedBy(run, from))
            : run.plan().step(name).flatMap(run::outputsOf))
        .map(outputs -> outputs.get(input.from().output()))
        .or(() -> Optional.ofNullable(input.defaultValue()));
  }

  /** The outputs of the step that a compensation undoes, whichever run has recorded them. */
  static Map<String, String> recorded(RunState run, PlanStep compensation) {
    return run.undoing()
        .step(compensation.name())
        .flatMap(undone -> recordedBy(run, undone))
        .orElse(Map.of());
  }

  private static Optional<Map<String, String>> recordedBy(RunState run, PlanStep step) {
    return run.outputsOf(step)
        .or(
            () ->
                Optional.ofNullable(StepCodec.write(step.name(), run.step(step)).checkpoint())
                    .map(StepCheckpoint::outputs));
  }
}
