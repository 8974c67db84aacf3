package dev.phaserollout.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rollouts that wait for each other in a ring, so that none of them would ever begin. Only seen at
 * run time: each of the specs is right in itself.
 */
final class HoldRing {

  private final RolloutName own;
  private final List<RolloutSighting> seen;
  private final Set<RolloutName> visited = new LinkedHashSet<>();
  private final List<RolloutName> path = new ArrayList<>();

  private HoldRing(RolloutName own, List<RolloutSighting> seen) {
    this.own = own;
    this.seen = seen;
  }

  /**
   * The ring from the rollout over its dependency back to itself, where each on the way has yet to
   * begin: {@code a, b, a}.
   */
  static Optional<List<RolloutName>> through(
      RolloutName own, RolloutSighting dependency, List<RolloutSighting> seen) {
    HoldRing ring = new HoldRing(own, seen);
    ring.path.add(own);
    return ring.leadsBack(dependency) ? Optional.of(List.copyOf(ring.path)) : Optional.empty();
  }

  private boolean leadsBack(RolloutSighting at) {
    path.add(at.name());
    if (at.name().equals(own)) {
      return true;
    }
    if (waits(at) && visited.add(at.name())) {
      for (RolloutName next : at.dependsOn()) {
        if (next.equals(own)) {
          path.add(own);
          return true;
        }
        Optional<RolloutSighting> other =
            seen.stream().filter(known -> known.name().equals(next)).findFirst();
        if (other.isPresent() && leadsBack(other.get())) {
          return true;
        }
      }
    }
    path.remove(path.size() - 1);
    return false;
  }

  private static boolean waits(RolloutSighting other) {
    return other.stage() == RolloutSighting.Stage.NEVER_RAN
        || other.stage() == RolloutSighting.Stage.NOT_BEGUN;
  }
}
