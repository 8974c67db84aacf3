package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a step is: exactly one of run, manual and wait, with the fields that belong to it. */
final class SpecKinds {

  private static final String ONE_KIND = "exactly one of run, manual, wait";

  private SpecKinds() {}

  static Stream<Problem> check(SpecRules.Where where, PhaseRolloutSpec spec, SpecGraph graph) {
    List<Problem> problems = new ArrayList<>();
    for (SpecStep step : graph.steps()) {
      kind(step, problems);
      meaningless(step, problems);
      if (where == SpecRules.Where.CLUSTER) {
        image(step, spec.stepDefaults(), problems);
      }
    }
    return problems.stream();
  }

  private static void kind(SpecStep step, List<Problem> problems) {
    List<String> kinds = kinds(step.step());
    if (kinds.isEmpty()) {
      problems.add(
          new Problem(
              step.field(),
              "none of them",
              ONE_KIND,
              "say how step '" + step.name() + "' is done"));
    } else if (kinds.size() > 1) {
      problems.add(
          new Problem(
              step.field(),
              String.join(" and ", kinds),
              ONE_KIND,
              "make a step of its own of each"));
    }
  }

  private static List<String> kinds(Step step) {
    List<String> kinds = new ArrayList<>();
    addIf(step.run() != null, "run", kinds);
    addIf(step.manual() != null, "manual", kinds);
    addIf(step.pause() != null, "wait", kinds);
    return kinds;
  }

  /** A field that its step cannot obey is refused: silence would read as consent. */
  private static void meaningless(SpecStep place, List<Problem> problems) {
    Step step = place.step();
    List<String> fields = new ArrayList<>();
    if (step.run() == null && (step.manual() != null || step.pause() != null)) {
      addIf(!step.template().isEmpty(), "template", fields);
      addIf(!step.inputs().isEmpty(), "inputs", fields);
      addIf(step.startTimeout() != null, "startTimeout", fields);
      addIf(step.retry() != null, "retry", fields);
      addIf(step.disruptionLimit() != null, "disruptionLimit", fields);
      addIf(step.onLost() != null, "onLost", fields);
    }
    if (step.pause() != null && step.run() == null && step.manual() == null) {
      addIf(step.timeout() != null, "timeout", fields);
      addIf(!step.outputs().isEmpty(), "outputs", fields);
      addIf(step.rollback() != null, "rollback", fields);
      addIf(!step.deliverables().isEmpty(), "deliverables", fields);
      addIf(step.commit() != null, "commit", fields);
    }
    fields.forEach(
        field ->
            problems.add(
                new Problem(
                    place.field() + "." + field,
                    field,
                    "no " + field + " in a step without run",
                    "take it away or do the work in run")));
  }

  private static void image(
      SpecStep step, @Nullable StepDefaults defaults, List<Problem> problems) {
    Container run = step.step().run();
    boolean inherited = defaults != null && defaults.image() != null;
    if (run != null && run.image() == null && !inherited) {
      problems.add(
          new Problem(
              step.field() + ".run.image",
              "",
              "an image, because on a cluster the step runs in a container",
              "add it here or as spec.stepDefaults.image"));
    }
  }

  private static void addIf(boolean present, String field, List<String> fields) {
    if (present) {
      fields.add(field);
    }
  }
}
