package dev.phaserollout.engine;

import dev.phaserollout.api.GroupPlace;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another rollout of a test, as it is seen by those that wait for it. */
final class OtherRollout {

  private final String name;
  private String namespace = "shop";
  private String uid;
  private String spec = "phases: []";
  private long generation = 1;
  private Map<String, String> annotations = Map.of();
  private @Nullable String deleted;
  private int run = 1;
  private @Nullable String release;
  private @Nullable String startedAt;
  private @Nullable String completedAt;
  private @Nullable String result;
  private @Nullable GroupPlace place;
  private boolean rolledBack;

  private OtherRollout(String name) {
    this.name = name;
    this.uid = "uid-" + name;
  }

  static OtherRollout named(String name) {
    return new OtherRollout(name);
  }

  OtherRollout in(String other) {
    namespace = other;
    return this;
  }

  OtherRollout uid(String other) {
    uid = other;
    return this;
  }

  OtherRollout spec(String yaml) {
    spec = yaml;
    return this;
  }

  OtherRollout edited() {
    generation = 2;
    return this;
  }

  OtherRollout allowing(String namespaces) {
    annotations = Map.of(RolloutSighting.ALLOW_DEPENDENTS, namespaces);
    return this;
  }

  OtherRollout beingDeleted() {
    deleted = "2026-03-02T09:00:00Z";
    return this;
  }

  OtherRollout place(String group, @Nullable Long ticket) {
    place = new GroupPlace(group, "2026-03-02T08:00:00Z", ticket);
    return this;
  }

  RolloutSighting neverRan() {
    run = 0;
    return seen();
  }

  RolloutSighting notBegun() {
    return seen();
  }

  RolloutSighting underWay() {
    startedAt = "2026-03-02T08:00:00Z";
    return seen();
  }

  RolloutSighting succeeded(@Nullable String version, String at) {
    release = version;
    return ended("Succeeded", at);
  }

  RolloutSighting ended(String how, String at) {
    startedAt = at;
    completedAt = at;
    result = how;
    return seen();
  }

  /** It had ended, and a person has it rolled back. */
  RolloutSighting rollingBack(String at) {
    rolledBack = true;
    return ended("Succeeded", at);
  }

  private RolloutSighting seen() {
    PhaseRollout rollout = new PhaseRollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(namespace)
            .withUid(uid)
            .withGeneration(generation)
            .withAnnotations(annotations)
            .withDeletionTimestamp(deleted)
            .build());
    rollout.setSpec(Specs.read(spec));
    if (run > 0) {
      rollout.setStatus(status());
    }
    return RolloutSighting.of(rollout);
  }

  private PhaseRolloutStatus status() {
    RunStatus newest =
        new RunStatus(
            run,
            null,
            "r",
            release,
            null,
            null,
            null,
            null,
            startedAt,
            completedAt,
            result,
            null,
            null,
            null,
            1L,
            null,
            null,
            null,
            List.of(),
            place,
            List.of(),
            null,
            null);
    return new PhaseRolloutStatus(
        1L,
        null,
        null,
        rolledBack ? undone(newest) : newest,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  private static RunStatus undone(RunStatus ended) {
    return RollbackRecord.request(ended, RollbackCause.COMMAND, RollbackReach.RUN);
  }
}
