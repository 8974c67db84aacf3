package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepDefaults;
import dev.phaserollout.api.StepRollback;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a step is: exactly one of run, manual and wait, with the fields that belong to it. */
final class SpecKinds {

  private static final String ONE_KIND = "exactly one of run, manual, wait";

  private static final Problem ONLY_RUN =
      new Problem(
          "",
          "a field that only a container can obey",
          "none of template, inputs, startTimeout, retry, disruptionLimit, onLost in a step without"
              + " run",
          "take them away or do the work in run");

  private static final Problem NOT_WAIT =
      new Problem(
          "",
          "a field that a pause cannot obey",
          "none of timeout, outputs, deliverables, commit in a step that waits",
          "take them away");

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
    if (step.run() == null && (step.manual() != null || step.pause() != null)) {
      List<String> fields = new ArrayList<>();
      addIf(!step.template().isEmpty(), "template", fields);
      addIf(!step.inputs().isEmpty(), "inputs", fields);
      addIf(step.startTimeout() != null, "startTimeout", fields);
      addIf(step.retry() != null, "retry", fields);
      addIf(step.disruptionLimit() != null, "disruptionLimit", fields);
      addIf(step.onLost() != null, "onLost", fields);
      refuse(place, fields, ONLY_RUN, problems);
    }
    if (step.pause() != null && step.run() == null && step.manual() == null) {
      List<String> fields = new ArrayList<>();
      addIf(step.timeout() != null, "timeout", fields);
      addIf(!step.outputs().isEmpty(), "outputs", fields);
      addIf(!step.deliverables().isEmpty(), "deliverables", fields);
      addIf(step.commit() != null, "commit", fields);
      refuse(place, fields, NOT_WAIT, problems);
    }
  }

  private static void refuse(
      SpecStep place, List<String> fields, Problem why, List<Problem> problems) {
    for (String field : fields) {
      problems.add(
          new Problem(place.field() + "." + field, why.found(), why.expected(), why.mend()));
    }
  }

  private static void image(
      SpecStep step, @Nullable StepDefaults defaults, List<Problem> problems) {
    Container run = step.step().run();
    boolean inherited = defaults != null && defaults.image() != null;
    if (run != null && run.image() == null && !inherited) {
      problems.add(
          Problem.of(
              step.field() + ".run.image",
              "",
              "an image, because on a cluster the step runs in a container",
              "add it here or as spec.stepDefaults.image"));
    }
    StepRollback rollback = step.step().rollback();
    if (rollback != null && run == null && rollback.run().image() == null && !inherited) {
      problems.add(
          Problem.of(
              step.field() + ".rollback.run.image",
              "",
              "an image, because on a cluster the compensation runs in a container",
              "add it here or as spec.stepDefaults.image"));
    }
  }

  private static void addIf(boolean present, String field, List<String> fields) {
    if (present) {
      fields.add(field);
    }
  }
}
