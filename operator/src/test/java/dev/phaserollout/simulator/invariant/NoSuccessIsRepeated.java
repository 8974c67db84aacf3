package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Whatever the status says. Git Jobs may be repeated as often as one likes. Excepted is a success
 * that could not be used: with outputs that cannot be read, or of a Job that somebody had suspended
 * or deleted by then, which no reader can tell from a failure.
 */
final class NoSuccessIsRepeated implements Invariant {

  @Override
  public String sentence() {
    return "no step runs again in a run in which it ran well";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    List<PodRun> pods = history.pods();
    for (int i = 0; i < pods.size(); i++) {
      PodRun pod = pods.get(i);
      if (repeats(pod.attempt().role()) || mayBeJudgedAgain(history, pod)) {
        continue;
      }
      for (int j = 0; j < i; j++) {
        PodRun earlier = pods.get(j);
        if (earlier.attempt().run() == pod.attempt().run()
            && earlier.attempt().step().equals(pod.attempt().step())
            && earlier.attempt().role() == pod.attempt().role()
            && earlier.endedWell()
            && !Outputs.unreadable(earlier)
            && !history.wasDeletedByHand(earlier.attempt())) {
          found.add(new Evidence(pod.move(), pod + " after the success of " + earlier));
        }
      }
    }
    return found;
  }

  /** Git Jobs and measurements may be repeated. */
  private static boolean repeats(Role role) {
    return role == Role.GIT || role == Role.GATE;
  }

  /** A person may have a step tried again that ran well and was judged to be bad. */
  private static boolean mayBeJudgedAgain(History history, PodRun pod) {
    return history
            .specOfRun(pod.attempt().run())
            .flatMap(spec -> Claims.stepOf(spec, pod.attempt().step()))
            .filter(step -> !step.gates().isEmpty())
            .isPresent()
        && Gates.said(
            history,
            pod.attempt().run(),
            pod.attempt().phase() + "/" + pod.attempt().step(),
            "Retry",
            pod.version());
  }
}
