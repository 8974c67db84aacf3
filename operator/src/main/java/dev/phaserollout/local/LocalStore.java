package dev.phaserollout.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.StatusStore;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rollout as an API server would serve it, kept in the checkpoint. */
final class LocalStore implements StatusStore {

  /** What stands for a namespace where there is no cluster. */
  static final String NAMESPACE = "local";

  private final CheckpointFile file;
  private final PhaseRolloutSpec spec;
  private final Map<String, String> annotations = new LinkedHashMap<>();
  private Checkpoint checkpoint;

  private LocalStore(CheckpointFile file, PhaseRolloutSpec spec, Checkpoint checkpoint) {
    this.file = file;
    this.spec = spec;
    this.checkpoint = checkpoint;
  }

  /**
   * Opens what is on disk for this spec, or begins anew. Nothing is written yet.
   *
   * @throws LocalRefusal when what is on disk cannot be gone on from
   */
  static LocalStore open(CheckpointFile file, String rollout, PhaseRolloutSpec spec, Instant now) {
    String digest = digest(spec);
    Checkpoint checkpoint =
        file.read(rollout)
            .map(known -> known.withSpec(digest))
            .orElseGet(
                () ->
                    new Checkpoint(
                        rollout, UUID.randomUUID().toString(), 1, digest, now.toString(), null));
    return new LocalStore(file, spec, checkpoint);
  }

  private static String digest(PhaseRolloutSpec spec) {
    try {
      return ContentDigest.ofWritten(spec);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Sets an annotation for this process; the engine answers it in the status. */
  void annotate(String name, String value) {
    annotations.put(name, value);
  }

  /** The object as it stands; never the same instance twice. */
  PhaseRollout rollout() {
    PhaseRollout rollout = new PhaseRollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withName(checkpoint.rollout())
            .withNamespace(NAMESPACE)
            .withUid(checkpoint.uid())
            .withGeneration(checkpoint.generation())
            .withCreationTimestamp(checkpoint.createdAt())
            .withAnnotations(annotations)
            .build());
    rollout.setSpec(spec);
    rollout.setStatus(checkpoint.status());
    return rollout;
  }

  /** With the spec that the run was accepted with: the file may say something else by now. */
  PhaseRollout asRun(RevisionFolder revisions) {
    PhaseRollout rollout = rollout();
    Optional.ofNullable(checkpoint.status())
        .map(PhaseRolloutStatus::run)
        .map(RunStatus::revision)
        .flatMap(revisions::read)
        .ifPresent(accepted -> rollout.setSpec(accepted.spec()));
    return rollout;
  }

  /** Never false: the lock of the state folder keeps every other writer out. */
  @Override
  public boolean replace(PhaseRollout observed, PhaseRolloutStatus next) {
    Checkpoint written = checkpoint.withStatus(next);
    try {
      file.write(written);
    } catch (IOException unwritable) {
      throw new CheckpointUnwritable(unwritable);
    }
    checkpoint = written;
    return true;
  }
}
