package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/** Neither the step itself nor what comes after it in the graph of the run that would reuse it. */
final class NothingUndoneIsReused implements Invariant {

  @Override
  public String sentence() {
    return "no checkpoint is reused that was undone, or that stood on what was undone";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    List<PodRun> undoing =
        Pods.ofCompensations(history).stream().filter(PodRun::endedWell).toList();
    if (undoing.isEmpty()) {
      return found;
    }
    for (Write write : history.writes()) {
      Claims.steps(write.after().getStatus())
          .filter(step -> step.reusedFromRun() != null && Claims.succeeded(step))
          .filter(step -> isNew(write, step))
          .forEach(step -> judge(found, history, write, step, undoing));
    }
    return found;
  }

  private static boolean isNew(Write write, StepStatus step) {
    return Claims.run(write.before()) != Claims.run(write.after())
        || Claims.step(write.before().getStatus(), step.name()).filter(Claims::succeeded).isEmpty();
  }

  private static void judge(
      List<Evidence> found, History history, Write write, StepStatus reused, List<PodRun> undoing) {
    int run = Claims.run(write.after());
    for (PodRun undo : undoing) {
      boolean since = undo.attempt().run() >= reused.reusedFromRun() && undo.attempt().run() < run;
      if (since && (itself(undo, reused) || before(history, run, undo, reused))) {
        found.add(
            new Evidence(
                write.move(),
                "run "
                    + run
                    + " takes "
                    + reused.name()
                    + " from run "
                    + reused.reusedFromRun()
                    + " after "
                    + undo));
      }
    }
  }

  private static boolean itself(PodRun undo, StepStatus reused) {
    return undo.attempt().step().equals(reused.name());
  }

  private static boolean before(History history, int run, PodRun undo, StepStatus reused) {
    return history
        .specOfRun(run)
        .filter(spec -> Undoing.after(spec, undo.attempt().step()).contains(reused.name()))
        .isPresent();
  }
}
