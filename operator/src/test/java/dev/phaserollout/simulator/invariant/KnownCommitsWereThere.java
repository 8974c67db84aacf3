package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.RunStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.remote.Remote.Push;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Its base, and the newest one that its next steps get: on the branch before they are written. */
final class KnownCommitsWereThere implements Invariant {

  @Override
  public String sentence() {
    return "every commit that a run builds on is one that the branch has had";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    Map<String, Integer> since = new HashMap<>();
    for (Push push : history.remote().pushes()) {
      since.putIfAbsent(push.commit().id(), push.version());
    }
    for (Write write : history.writes()) {
      RunStatus run = write.after().getStatus().run();
      if (run != null) {
        judge(found, write, run.baseCommit(), since);
        judge(found, write, run.commit(), since);
      }
    }
    return found;
  }

  private static void judge(
      List<Evidence> found, Write write, @Nullable String commit, Map<String, Integer> since) {
    if (commit != null && since.getOrDefault(commit, Integer.MAX_VALUE) >= write.version()) {
      found.add(new Evidence(write.move(), "run.commit is " + commit));
    }
  }
}
