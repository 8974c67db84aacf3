package dev.phaserollout.controller;

import dev.phaserollout.api.GroupPlace;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.RolloutName;
import dev.phaserollout.engine.RolloutSighting;
import dev.phaserollout.engine.RolloutSightings;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Other rollouts as the cache has them, by index, and who waits for whom. */
final class ClusterRollouts {

  private static final String BY_GROUP = "group";
  private static final String BY_DEPENDENCY = "depends-on";

  /** Who is looked at for a ring; rings among more are told when they have become smaller. */
  private static final int RELATED_MAX = 100;

  private final IndexerResourceCache<PhaseRollout> cache;
  private final KnownRollouts known;
  private final Set<String> watched;

  /**
   * @param watched the namespaces that the cache holds; all where it is empty
   */
  ClusterRollouts(
      IndexerResourceCache<PhaseRollout> cache, KnownRollouts known, Set<String> watched) {
    this.cache = cache;
    this.known = known;
    this.watched = watched;
    cache.addIndexers(
        Map.of(
            BY_GROUP, rollout -> place(rollout).map(at -> group(rollout, at)).stream().toList(),
            BY_DEPENDENCY,
                rollout ->
                    RolloutSighting.of(rollout).dependsOn().stream()
                        .map(RolloutName::toString)
                        .distinct()
                        .toList()));
  }

  /**
   * What that rollout sees of others.
   *
   * @param live the answer to its last live read, where there is one
   */
  RolloutSightings seenBy(PhaseRollout rollout, Optional<RolloutSightings.Reading> live) {
    if (rollout.getSpec().dependsOn().isEmpty() && rollout.getSpec().concurrencyGroup() == null) {
      return RolloutSightings.NONE;
    }
    Map<RolloutName, RolloutSighting> seen = new LinkedHashMap<>();
    related(rollout, seen);
    place(rollout)
        .map(at -> cache.byIndex(BY_GROUP, group(rollout, at)))
        .orElse(List.of())
        .forEach(other -> see(other, seen));
    return new RolloutSightings(List.copyOf(seen.values()), live, watched);
  }

  private void related(PhaseRollout rollout, Map<RolloutName, RolloutSighting> seen) {
    Deque<RolloutName> next = new ArrayDeque<>(RolloutSighting.of(rollout).dependsOn());
    while (!next.isEmpty() && seen.size() < RELATED_MAX) {
      RolloutName name = next.poll();
      if (!seen.containsKey(name)) {
        cache
            .get(new ResourceID(name.name(), name.namespace()))
            .map(other -> see(other, seen))
            .ifPresent(other -> next.addAll(other.dependsOn()));
      }
    }
  }

  private RolloutSighting see(PhaseRollout cached, Map<RolloutName, RolloutSighting> seen) {
    RolloutSighting sighting = RolloutSighting.of(known.newest(cached));
    seen.put(sighting.name(), sighting);
    return sighting;
  }

  /** Those who wait for something that has to do with that rollout. */
  List<ResourceID> waitingFor(PhaseRollout changed) {
    RolloutSighting sighting = RolloutSighting.of(changed);
    List<PhaseRollout> concerned =
        new ArrayList<>(cache.byIndex(BY_DEPENDENCY, sighting.name().toString()));
    sighting.place().ifPresent(at -> concerned.addAll(cache.byIndex(BY_GROUP, group(changed, at))));
    return concerned.stream()
        .filter(ClusterRollouts::waits)
        .map(ResourceID::fromResource)
        .distinct()
        .filter(id -> !id.equals(ResourceID.fromResource(changed)))
        .toList();
  }

  /** Whether it is there, as far as is known. */
  boolean has(PhaseRollout rollout) {
    return cache
        .get(ResourceID.fromResource(rollout))
        .filter(now -> now.getMetadata().getUid().equals(rollout.getMetadata().getUid()))
        .isPresent();
  }

  private static boolean waits(PhaseRollout rollout) {
    return run(rollout)
        .filter(run -> run.startedAt() == null && run.completedAt() == null)
        .isPresent();
  }

  private static Optional<GroupPlace> place(PhaseRollout rollout) {
    return RolloutSighting.of(rollout).place();
  }

  private static Optional<RunStatus> run(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus())
        .flatMap((PhaseRolloutStatus status) -> Optional.ofNullable(status.run()));
  }

  private static String group(PhaseRollout rollout, GroupPlace place) {
    return rollout.getMetadata().getNamespace() + "/" + place.group();
  }
}
