package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that has begun to be undone does nothing else any more but its finally steps, and the next
 * one begins when the rollback is over or a person has given it up.
 */
final class NothingGoesOnInARollback implements Invariant {

  @Override
  public String sentence() {
    return "no step of a phase starts in a run that is rolled back, and no run begins meanwhile";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    List<PodRun> undoing = Pods.ofCompensations(history);
    for (PodRun step : Pods.ofSteps(history)) {
      for (PodRun undo : undoing) {
        if (undo.attempt().run() == step.attempt().run()
            && !step.attempt().phase().equals(Claims.FINALLY)
            && undo.startedAt().isBefore(step.startedAt())) {
          found.add(new Evidence(step.move(), step + " after " + undo));
        }
      }
    }
    for (Write write : history.writes()) {
      if (Claims.run(write.after()) > Claims.run(write.before())) {
        judge(found, write, undoing);
      }
    }
    return found;
  }

  private static void judge(List<Evidence> found, Write write, List<PodRun> undoing) {
    String begins = "run " + Claims.run(write.after()) + " begins";
    for (PodRun undo : undoing) {
      boolean works =
          undo.version() < write.version()
              && undo.endedAt().filter(at -> !at.isAfter(write.at())).isEmpty();
      if (works) {
        found.add(new Evidence(write.move(), begins + " although there is " + undo));
      }
    }
    boolean givenUp = !Claims.rerun(write.before()).equals(Claims.rerun(write.after()));
    if (Claims.rollbackHalted(write.before()) && !givenUp && !Claims.goesOn(write)) {
      found.add(new Evidence(write.move(), begins + " although a rollback has stopped half-way"));
    }
  }
}
