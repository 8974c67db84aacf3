package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.OnInconclusive;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each of its gates was measured, in the round that let it pass, since its last container ran. */
final class AttemptsAreJudged implements Invariant {

  @Override
  public String sentence() {
    return "no step succeeds by what its gates have said of an earlier attempt";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      for (PhaseStatus phase : write.after().getStatus().phases()) {
        for (StepStatus step : phase.steps()) {
          if (!step.gates().isEmpty() && Claims.succeeded(step) && isNew(write, step)) {
            judge(found, history, write, phase.name(), step);
          }
        }
      }
    }
    return found;
  }

  private static boolean isNew(Write write, StepStatus step) {
    return Claims.run(write.before()) != Claims.run(write.after())
        || Claims.step(write.before().getStatus(), step.name()).filter(Claims::succeeded).isEmpty();
  }

  private static void judge(
      List<Evidence> found, History history, Write write, String phase, StepStatus step) {
    int run = Claims.run(write.after());
    Optional<PodRun> last =
        Pods.ofSteps(history).stream()
            .filter(pod -> pod.attempt().run() == run && pod.version() < write.version())
            .filter(pod -> pod.attempt().step().equals(step.name()))
            .reduce((earlier, later) -> later);
    Optional<PhaseRolloutSpec> spec = history.specOfRun(run);
    if (last.isEmpty() || spec.isEmpty()) {
      return;
    }
    for (GateStatus gate : step.gates()) {
      String path = phase + "/" + step.name() + Gates.GATE + gate.name();
      boolean counts =
          Optional.ofNullable(Gates.of(spec.get()).get(path))
              .filter(rule -> !Boolean.TRUE.equals(rule.dryRun()))
              .filter(rule -> rule.onInconclusive() != OnInconclusive.Pass)
              .isPresent();
      boolean measured =
          Gates.measured(history, run, path, Gates.round(gate), write.version()).stream()
              .anyMatch(one -> one.version() >= last.get().version());
      if (counts && !measured && !Gates.said(history, run, path, "Approve", write.version())) {
        found.add(new Evidence(write.move(), last.get() + " by " + path + " " + gate));
      }
    }
  }
}
