package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.remote.Commit;
import dev.phaserollout.simulator.remote.Remote.Push;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the branch of a history's remote has had, and what of it stands. */
final class Branch {

  private Branch() {}

  /** The pushes that brought the commit of a step, in their order, whoever signed it. */
  static List<Push> ofSteps(History history) {
    List<Push> pushes = new ArrayList<>();
    for (Push push : history.remote().pushes()) {
      if (isOfStep(push.commit())) {
        pushes.add(push);
      }
    }
    return pushes;
  }

  private static boolean isOfStep(Commit commit) {
    return commit.by().isPresent()
        && commit.takenBack().isEmpty()
        && !commit.by().get().phase().equals(Claims.WORKSPACE);
  }

  /** The same without those that were taken back before this version was stored. */
  static List<Push> standing(History history, int version) {
    Set<String> takenBack = new HashSet<>();
    history.remote().pushes().stream()
        .filter(push -> push.version() < version)
        .forEach(push -> takenBack.addAll(push.commit().takenBack()));
    return ofSteps(history).stream()
        .filter(push -> push.version() < version && !takenBack.contains(push.commit().id()))
        .toList();
  }
}
