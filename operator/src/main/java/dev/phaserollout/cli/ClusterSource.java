package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.World;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Optional;

/** A rollout on a cluster. */
record ClusterSource(Cluster cluster, String name) implements RolloutSource {

  @Override
  public Optional<PhaseRollout> read() {
    return Optional.of(cluster.rollout(name));
  }

  /**
   * The rollout with the spec that its run was accepted with, because an edit may wait for its
   * turn; with the spec as it stands where the caller may not read revisions.
   */
  PhaseRollout asRun(PhaseRollout rollout) {
    Optional.ofNullable(rollout.getStatus())
        .map(PhaseRolloutStatus::run)
        .map(RunStatus::revision)
        .flatMap(this::revision)
        .map(this::spec)
        .ifPresent(rollout::setSpec);
    return rollout;
  }

  /**
   * The rollout as the next look of its operator would find it.
   *
   * @param rerun whether to look as after {@code phaserollout rerun}; where a run has ended badly,
   *     it is looked at as after {@code retry} otherwise, for nothing happens there of itself
   * @throws Refusal where the caller may not read what its run was accepted with
   */
  Observation outset(PhaseRollout rollout, boolean rerun, Instant now) {
    Optional<RunStatus> run = Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::run);
    Optional<Revision> accepted =
        run.map(RunStatus::revision)
            .flatMap(name -> Cluster.asked(() -> stored(name)))
            .map(stored -> new Revision(stored.getMetadata().getName(), spec(stored)));
    return new Observation(asked(rollout, rerun, now), accepted, World.EMPTY, now);
  }

  /** What {@code plan} takes as asked for; empty where the operator goes on of itself. */
  static Optional<String> toAsk(PhaseRollout rollout, boolean rerun) {
    Standing standing = Standing.of(rollout);
    boolean ended = standing == Standing.FAILED || standing == Standing.SUCCEEDED;
    return Optional.of(rerun ? "rerun" : "retry")
        .filter(command -> rerun ? ended : standing == Standing.FAILED)
        .filter(command -> rollout.getStatus().run() != null);
  }

  private static PhaseRollout asked(PhaseRollout rollout, boolean rerun, Instant now) {
    Optional<String> command = toAsk(rollout, rerun);
    RunStatus run = rollout.getStatus() == null ? null : rollout.getStatus().run();
    if (command.isEmpty() || run == null) {
      return rollout;
    }
    String token = CommandToken.of(run.number(), now);
    PhaseRollout asked = new PhaseRollout();
    asked.setMetadata(
        new ObjectMetaBuilder(rollout.getMetadata())
            .addToAnnotations(CommandToken.annotation(command.get()), token)
            .build());
    asked.setSpec(rollout.getSpec());
    asked.setStatus(rollout.getStatus());
    return asked;
  }

  private PhaseRolloutSpec spec(ControllerRevision stored) {
    return cluster
        .client()
        .getKubernetesSerialization()
        .convertValue(stored.getData(), PhaseRolloutSpec.class);
  }

  private Optional<ControllerRevision> stored(String revision) {
    return Optional.ofNullable(
        cluster
            .client()
            .apps()
            .controllerRevisions()
            .inNamespace(cluster.namespace())
            .withName(revision)
            .get());
  }

  private Optional<ControllerRevision> revision(String revision) {
    try {
      return stored(revision);
    } catch (KubernetesClientException notAllowed) {
      return Optional.empty();
    }
  }
}
