package dev.phaserollout.engine;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.JobSource;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code job} of gates: it needs an image on a cluster, and is not for guardrails of a rollback.
 * Those hold nothing up, and a Job in flight would, when the rollback ends.
 */
final class SpecGateJobs {

  private final List<Place> places = new ArrayList<>();

  private SpecGateJobs() {}

  /**
   * One gate that is measured by a Job.
   *
   * @param owner path of the gate, as in {@link PlanGate}
   * @param field of its Job: {@code spec.phases[0].gates[1].job}
   */
  record Place(String owner, String field, Gate gate, JobSource job) {}

  /** All of them, in the order of the spec. */
  static List<Place> of(PhaseRolloutSpec spec) {
    SpecGateJobs jobs = new SpecGateJobs();
    for (int p = 0; p < spec.phases().size(); p++) {
      Phase phase = spec.phases().get(p);
      String field = "spec.phases[" + p + "].";
      jobs.add(phase.name() + "/entryGates", field + "entryGates", phase.entryGates());
      jobs.add(phase.name() + "/guardrails", field + "guardrails", phase.guardrails());
      jobs.add(phase.name() + "/gates", field + "gates", phase.gates());
      jobs.addSteps(phase.name(), field + "steps", phase.steps());
    }
    jobs.addSteps(Plan.FINALLY, "spec.finally", spec.finallySteps());
    return jobs.places;
  }

  private void addSteps(String phase, String field, List<Step> steps) {
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      add(phase + "/" + step.name() + "/gates", field + "[" + s + "].gates", step.gates());
    }
  }

  private void add(String path, String field, List<Gate> gates) {
    for (int g = 0; g < gates.size(); g++) {
      Gate gate = gates.get(g);
      JobSource job = gate.job();
      if (job != null) {
        places.add(new Place(path + "/" + gate.name(), field + "[" + g + "].job", gate, job));
      }
    }
  }

  static Stream<Problem> check(SpecRules.Where where, PhaseRolloutSpec spec) {
    boolean inherited = spec.stepDefaults() != null && spec.stepDefaults().image() != null;
    List<Problem> problems = new ArrayList<>();
    for (Place place : of(spec)) {
      if (where == SpecRules.Where.CLUSTER && !inherited && place.job().run().image() == null) {
        problems.add(
            Problem.of(
                place.field() + ".run.image",
                "",
                "an image, because on a cluster the gate is measured in a container",
                "add it here or as spec.stepDefaults.image"));
      }
      if (Boolean.TRUE.equals(place.gate().duringRollback())) {
        problems.add(
            new Problem(
                place.field(),
                "a Job with duringRollback: true",
                "another source, because the end of a rollback waits for no Job of a gate",
                "measure by prometheus, slo or http, or take duringRollback away"));
      }
    }
    return problems.stream();
  }
}
