package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rollouts of one group as an API server has them: every version that ever was, writes from an
 * old version refused, and reads that see everything.
 */
final class GroupWorld {

  static final String GROUP = "payments";

  private static final String SPEC =
      """
      {concurrencyGroup: payments, suspend: %s, parameters: [{name: edit, value: "%s"}],
       phases: [{name: a, steps: [{name: s, wait: {duration: 1s}}]}]}
      """;

  private final Map<String, List<PhaseRollout>> versions = new LinkedHashMap<>();
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private int changes;
  private int waits;

  GroupWorld(int rollouts) {
    for (int i = 0; i < rollouts; i++) {
      versions.put("r" + i, new ArrayList<>());
      create("r" + i);
    }
  }

  List<String> names() {
    return List.copyOf(versions.keySet());
  }

  Instant now() {
    return now;
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  PhaseRollout version(String name, int version) {
    return versions.get(name).get(version);
  }

  int newestVersion(String name) {
    return versions.get(name).size() - 1;
  }

  PhaseRollout newest(String name) {
    return version(name, newestVersion(name));
  }

  /** How often somebody had to wait for its turn. */
  int waits() {
    return waits;
  }

  /** What a read of the API server says now. */
  List<RolloutSighting> readLive() {
    return names().stream().map(this::newest).map(RolloutSighting::of).toList();
  }

  /** Whether it was stored. */
  boolean write(String name, int from, PhaseRolloutStatus status) {
    if (from != newestVersion(name)) {
      return false;
    }
    add(name, newest(name), newest(name).getSpec(), status);
    if (status.run() != null
        && status.run().hold() != null
        && status.run().hold().reason().equals("WaitingForGroup")) {
      waits++;
    }
    return true;
  }

  /** A new object takes the name of the one that is gone. */
  void create(String name) {
    changes++;
    PhaseRollout fresh = new PhaseRollout();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("shop")
            .withUid("uid-" + changes % 7 + "-" + changes)
            .withGeneration(0L)
            .build());
    add(name, fresh, spec(false), null);
  }

  void edit(String name, boolean suspend) {
    changes++;
    add(name, newest(name), spec(suspend), newest(name).getStatus());
  }

  private PhaseRolloutSpec spec(boolean suspend) {
    return Specs.read(Specs.fill(SPEC, String.valueOf(suspend), String.valueOf(changes % 3)));
  }

  private void add(
      String name, PhaseRollout before, PhaseRolloutSpec spec, PhaseRolloutStatus status) {
    long generation = before.getMetadata().getGeneration();
    PhaseRollout next = new PhaseRollout();
    next.setMetadata(
        new ObjectMetaBuilder(before.getMetadata())
            .withGeneration(spec.equals(before.getSpec()) ? generation : generation + 1)
            .build());
    next.setSpec(spec);
    next.setStatus(status);
    versions.get(name).add(next);
  }

  /** The rollouts that hold the group at this moment. */
  List<String> holders() {
    return names().stream().filter(name -> RolloutSighting.of(newest(name)).holds(GROUP)).toList();
  }

  /** What has yet to end, and why. */
  List<String> unfinished() {
    return names().stream()
        .map(this::newest)
        .filter(rollout -> RolloutSighting.of(rollout).stage() != RolloutSighting.Stage.ENDED)
        .map(
            rollout ->
                rollout.getMetadata().getName()
                    + ": "
                    + Optional.ofNullable(rollout.getStatus())
                        .map(PhaseRolloutStatus::message)
                        .orElse("never decided"))
        .toList();
  }
}
