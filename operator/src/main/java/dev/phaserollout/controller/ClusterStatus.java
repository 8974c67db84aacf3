package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.StatusStore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The status subresource as the engine's store. A write carries the resource version that was
 * observed, so of two that write at once one loses, and loses before it has done anything.
 */
final class ClusterStatus implements StatusStore {

  private final KubernetesClient client;
  private final KnownRollouts known;
  private final StatusListener listener;
  private final BooleanSupplier mayWrite;
  private PhaseRollout newest;

  /**
   * For one pass over one rollout.
   *
   * @param newest the rollout as it is observed
   * @param mayWrite false once this process leads no more
   */
  ClusterStatus(
      KubernetesClient client,
      KnownRollouts known,
      StatusListener listener,
      BooleanSupplier mayWrite,
      PhaseRollout newest) {
    this.client = client;
    this.known = known;
    this.listener = listener;
    this.mayWrite = mayWrite;
    this.newest = newest;
  }

  /** The rollout as it was observed or, after a write, as it was stored. */
  PhaseRollout newest() {
    return newest;
  }

  @Override
  public boolean replace(PhaseRollout observed, PhaseRolloutStatus next) {
    if (!mayWrite.getAsBoolean()) {
      return false;
    }
    Optional<PhaseRollout> stored = write(observed, next);
    if (stored.isEmpty()) {
      return false;
    }
    newest = stored.get();
    known.wrote(newest);
    if (!next.equals(newest.getStatus())) {
      throw new StatusNotKept(newest, next);
    }
    listener.changed(Optional.ofNullable(observed.getStatus()), newest);
    return true;
  }

  private Optional<PhaseRollout> write(PhaseRollout observed, PhaseRolloutStatus next) {
    ObjectMeta meta = observed.getMetadata();
    PhaseRollout written = new PhaseRollout();
    written.setMetadata(
        new ObjectMetaBuilder()
            .withName(meta.getName())
            .withNamespace(meta.getNamespace())
            .withUid(meta.getUid())
            .withResourceVersion(meta.getResourceVersion())
            .build());
    written.setStatus(next);
    try {
      return Optional.of(client.resource(written).updateStatus());
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
          || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }
}
