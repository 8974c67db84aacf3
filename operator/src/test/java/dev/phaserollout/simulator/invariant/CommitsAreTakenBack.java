package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.remote.Remote.Push;
import java.util.ArrayList;
import java.util.List;

/**
 * Of every step that the whole run has, whichever run since the last success has made it. Read from
 * the branch at the write that calls the rollback done.
 */
final class CommitsAreTakenBack implements Invariant {

  @Override
  public String sentence() {
    return "when a run is called rolled back, none of its commits stands on the branch";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    if (Branch.ofSteps(history).isEmpty()) {
      return found;
    }
    for (Write write : history.writes()) {
      RunStatus run = write.after().getStatus().run();
      if (isDone(run)
          && !isDone(write.before().getStatus().run())
          && "Run".equals(run.rollback().scope())) {
        int since = Undoing.lastSuccessBefore(history, run.number());
        Branch.standing(history, write.version()).stream()
            .filter(push -> isMeant(history, push, since, run.number()))
            .forEach(push -> found.add(new Evidence(write.move(), "it stands: " + push)));
      }
    }
    return found;
  }

  private static boolean isDone(RunStatus run) {
    return run != null && run.rollback() != null && "Succeeded".equals(run.rollback().state());
  }

  /** A step that a spec in between has left out, or that commits no more, is nobody's. */
  private static boolean isMeant(History history, Push push, int since, int run) {
    Attempt by = push.commit().by().orElseThrow();
    boolean known = by.run() > since && by.run() <= run;
    for (int at = by.run(); known && at <= run; at++) {
      known =
          history
              .specOfRun(at)
              .flatMap(spec -> Claims.stepOf(spec, by.step()))
              .map(Step::commit)
              .isPresent();
    }
    return known;
  }
}
