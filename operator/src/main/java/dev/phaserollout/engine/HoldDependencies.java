package dev.phaserollout.engine;

import dev.phaserollout.api.RolloutDependency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Other rollouts that must have succeeded: the newest run of each has, with the version that is
 * asked for, at least the soak ago, and no edit waits to make it another one.
 *
 * <p>A newer run that is under way or has failed holds dependents back: what it is changing, or has
 * left half changed, is not what has succeeded before it.
 */
final class HoldDependencies {

  private final RolloutName own;
  private final RolloutSightings world;
  private final List<RolloutSighting> seen;
  private final Instant now;

  private HoldDependencies(
      RolloutName own, RolloutSightings world, List<RolloutSighting> seen, Instant now) {
    this.own = own;
    this.world = world;
    this.seen = seen;
    this.now = now;
  }

  /** Why one dependency is not there yet, and until when where that ends by itself. */
  private record Missing(String why, Optional<Instant> until) {}

  /**
   * What the run waits for, all of it; empty when every dependency is there.
   *
   * @param seen the rollouts to judge by: from the cache, or from a live read
   */
  static Optional<Hold> check(StatusDraft draft, Plan plan, List<RolloutSighting> seen) {
    HoldDependencies check =
        new HoldDependencies(draft.name(), draft.seen().world().rollouts(), seen, draft.now());
    List<Missing> missing = new ArrayList<>();
    for (RolloutDependency dependency : plan.spec().dependsOn()) {
      check.missing(dependency).ifPresent(missing::add);
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    boolean byItself = missing.stream().allMatch(one -> one.until().isPresent());
    return Optional.of(
        new Hold(
            StatusReason.DEPENDENCY_NOT_READY,
            HoldMessages.dependencies(missing.stream().map(Missing::why).toList()),
            byItself
                ? missing.stream().flatMap(one -> one.until().stream()).max(Instant::compareTo)
                : Optional.empty()));
  }

  private Optional<Missing> missing(RolloutDependency dependency) {
    RolloutName name = RolloutName.of(dependency, own.namespace());
    if (!world.watches(name.namespace())) {
      return because(HoldMessages.notWatched(name));
    }
    Optional<RolloutSighting> found =
        seen.stream()
            .filter(other -> other.name().equals(name))
            .filter(other -> other.allowsDependentsOf(own.namespace()))
            .findFirst();
    if (found.isEmpty()) {
      return because(HoldMessages.notFound(name, own.namespace()));
    }
    RolloutSighting other = found.get();
    Optional<List<RolloutName>> ring = HoldRing.through(own, other, world.cached());
    if (ring.isPresent()) {
      return because(HoldMessages.ring(ring.get()));
    }
    if (other.edited()
        || other.beingDeleted()
        || other.stage() != RolloutSighting.Stage.ENDED
        || !RunResult.SUCCEEDED.is(other.result())) {
      return because(HoldMessages.notSucceeded(other));
    }
    if (dependency.version() != null && !dependency.version().equals(other.release())) {
      return because(HoldMessages.otherVersion(other, dependency.version()));
    }
    return soaking(dependency, other);
  }

  private Optional<Missing> soaking(RolloutDependency dependency, RolloutSighting other) {
    return other
        .completedAt()
        .map(at -> at.plus(PlanDefaults.duration(dependency.soak(), Duration.ZERO)))
        .filter(now::isBefore)
        .map(
            until ->
                new Missing(
                    HoldMessages.soaking(other, dependency.soak(), until), Optional.of(until)));
  }

  private static Optional<Missing> because(String why) {
    return Optional.of(new Missing(why, Optional.empty()));
  }
}
