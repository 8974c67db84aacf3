package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.remote.Commit;
import dev.phaserollout.simulator.remote.Remote.Push;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * However often the agent was killed before it could say so; and what a finished step shows as its
 * commit is there, and is its own.
 */
final class OneCommitPerCommitPoint implements Invariant {

  private record Point(int run, String step) {
    static Point of(Attempt attempt) {
      return new Point(attempt.run(), attempt.step());
    }
  }

  @Override
  public String sentence() {
    return "a commit point leaves one commit on the branch, and its step shows that one";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    Map<Point, Commit> first = new HashMap<>();
    for (Push push : Branch.ofSteps(history)) {
      Commit earlier = first.putIfAbsent(Point.of(push.commit().by().orElseThrow()), push.commit());
      if (earlier != null) {
        found.add(new Evidence(push.move(), earlier + ", and again " + push.commit()));
      }
    }
    for (Write write : history.writes()) {
      int run = Claims.run(write.after());
      Claims.steps(write.after().getStatus())
          .filter(step -> Claims.succeeded(step) && step.commit() != null)
          .filter(step -> step.reusedFromRun() == null && isNew(write, step))
          .filter(step -> !shown(first, run, step))
          .forEach(
              step ->
                  found.add(new Evidence(write.move(), step.name() + " shows " + step.commit())));
    }
    return found;
  }

  private static boolean isNew(Write write, StepStatus step) {
    return Claims.step(write.before().getStatus(), step.name()).filter(step::equals).isEmpty();
  }

  private static boolean shown(Map<Point, Commit> commits, int run, StepStatus step) {
    Commit commit = commits.get(new Point(run, step.name()));
    return commit != null && commit.id().equals(step.commit());
  }
}
