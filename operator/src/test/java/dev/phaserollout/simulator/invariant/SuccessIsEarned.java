package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Neither a wait step nor a reused one needs a pod; every other success does. */
final class SuccessIsEarned implements Invariant {

  @Override
  public String sentence() {
    return "no step is called Succeeded whose container did not end well before";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      int run = Claims.run(write.after());
      Optional<PhaseRolloutSpec> spec = history.specOfRun(run);
      Claims.steps(write.after().getStatus())
          .filter(step -> Claims.succeeded(step) && step.reusedFromRun() == null)
          .filter(step -> isNew(write, step) && !"TakenAsDone".equals(step.reason()))
          .filter(
              step ->
                  spec.flatMap(one -> Claims.stepOf(one, step.name())).map(Step::run).isPresent())
          .filter(step -> !earned(history, write, run, step))
          .forEach(
              step ->
                  found.add(
                      new Evidence(
                          write.move(), "run " + run + " " + step.name() + " #" + step.attempt())));
    }
    return found;
  }

  private static boolean isNew(Write write, StepStatus step) {
    return Claims.run(write.before()) != Claims.run(write.after())
        || Claims.step(write.before().getStatus(), step.name()).filter(Claims::succeeded).isEmpty();
  }

  private static boolean earned(History history, Write write, int run, StepStatus step) {
    return Pods.ofSteps(history).stream()
        .filter(pod -> pod.attempt().run() == run && pod.attempt().step().equals(step.name()))
        .filter(pod -> step.attempt() != null && pod.attempt().number() == step.attempt())
        .filter(pod -> pod.endedAt().filter(at -> !at.isAfter(write.at())).isPresent())
        .anyMatch(pod -> pod.endedWell() && !Outputs.unreadable(pod));
  }
}
