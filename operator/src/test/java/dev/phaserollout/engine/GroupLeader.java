package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A process that believes that it leads: a cache that is behind, and answers that come late and
 * that it makes use of later still.
 */
final class GroupLeader {

  private final GroupWorld world;
  private final Engine engine = new Engine(new LiteralExpressions());
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Revision> revisions = new HashMap<>();
  private final Map<String, PreflightReport> preflights = new HashMap<>();
  private final Map<String, RolloutSightings.Reading> answers = new HashMap<>();
  private final List<Runnable> late = new ArrayList<>();

  GroupLeader(GroupWorld world) {
    this.world = world;
    world.names().forEach(name -> seen.put(name, 0));
  }

  /** The cache learns of the newest version of one rollout. */
  void hear(String name) {
    seen.put(name, world.newestVersion(name));
  }

  void hearAll() {
    world.names().forEach(this::hear);
  }

  /** All that it knew of its own is gone. */
  void restart() {
    revisions.clear();
    preflights.clear();
    answers.clear();
    late.clear();
  }

  /** One more answer is there, with what was true when it was read. */
  void isAnswered() {
    if (!late.isEmpty()) {
      late.remove(0).run();
    }
  }

  void decide(String name) {
    int from = seen.get(name);
    PhaseRollout rollout = world.version(name, from);
    Decision decision = engine.decide(observation(name, rollout));
    if (!decision.status().equals(rollout.getStatus())) {
      if (!world.write(name, from, decision.status())) {
        return;
      }
      hear(name);
    }
    decision.effects().forEach(effect -> execute(name, rollout, effect));
  }

  private Observation observation(String name, PhaseRollout rollout) {
    PhaseRolloutStatus status = rollout.getStatus();
    String revision = status == null || status.run() == null ? "" : status.run().revision();
    List<RolloutSighting> cached =
        world.names().stream()
            .map(other -> RolloutSighting.of(world.version(other, seen.get(other))))
            .toList();
    return new Observation(
        rollout,
        Optional.ofNullable(revisions.get(revision)),
        new World(
            Map.of(),
            Optional.ofNullable(preflights.get(rollout.getMetadata().getUid())),
            List.of(),
            Map.of(),
            new RolloutSightings(cached, Optional.ofNullable(answers.remove(name)), Set.of())),
        world.now());
  }

  private void execute(String name, PhaseRollout rollout, Effect effect) {
    if (effect instanceof Effect.StoreRevision store) {
      revisions.put(store.revision().name(), store.revision());
    } else if (effect instanceof Effect.Preflight preflight) {
      preflights.put(
          rollout.getMetadata().getUid(),
          new PreflightReport(preflight.revision().name(), world.now(), List.of(), List.of()));
    } else if (effect instanceof Effect.LookUpRollouts lookUp) {
      RolloutSightings.Reading read =
          new RolloutSightings.Reading(lookUp.lookUp(), world.readLive());
      late.add(() -> answers.put(name, read));
    }
  }
}
