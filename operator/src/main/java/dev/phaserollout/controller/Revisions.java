package dev.phaserollout.controller;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The specs that runs were accepted with, each an owned {@code ControllerRevision}, which the API
 * server keeps from being changed. Hands the same object over again and again, because what a
 * revision means is worked out once.
 */
final class Revisions {

  private static final int BOUND = 2_000;

  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private record Key(String rolloutUid, String revision) {}

  private final KubernetesClient client;
  private final ObjectMapper json = new ObjectMapper();
  private final Recent<Key, Revision> known = new Recent<>(BOUND);

  Revisions(KubernetesClient client) {
    this.client = client;
  }

  /** Empty when it is not stored: what is not remembered is read live. */
  Optional<Revision> read(PhaseRollout rollout, String name) {
    Key key = key(rollout, name);
    Optional<Revision> remembered = known.get(key);
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<Revision> stored = live(rollout, name).map(this::decode);
    stored.ifPresent(revision -> known.put(key, revision));
    return stored;
  }

  /**
   * Stores the revision; that it is there already is success.
   *
   * @return false while a revision of that name of a deleted rollout is in the way
   */
  boolean store(PhaseRollout rollout, Revision revision, int run) {
    ControllerRevision object =
        new ControllerRevisionBuilder()
            .withNewMetadata()
            .withName(revision.name())
            .withNamespace(rollout.getMetadata().getNamespace())
            .withLabels(
                Map.of(
                    JobIdentity.MANAGED_BY,
                    JobIdentity.OPERATOR,
                    JobIdentity.ROLLOUT,
                    rollout.getMetadata().getName(),
                    JobIdentity.ROLLOUT_UID,
                    rollout.getMetadata().getUid()))
            .withOwnerReferences(Owner.of(rollout))
            .endMetadata()
            .withRevision((long) run)
            .withData(json.convertValue(revision.spec(), FIELDS))
            .build();
    try {
      client.resource(object).create();
    } catch (KubernetesClientException refused) {
      if (!ApiAnswer.of(refused).alreadyExists()) {
        throw refused;
      }
      return live(rollout, revision.name()).isPresent();
    }
    known.put(key(rollout, revision.name()), revision);
    return true;
  }

  /** Deletes the revisions of the rollout that are not to be kept. */
  void keepOnly(PhaseRollout rollout, Collection<String> kept) {
    List<ControllerRevision> stored =
        client
            .apps()
            .controllerRevisions()
            .inNamespace(rollout.getMetadata().getNamespace())
            .withLabel(JobIdentity.ROLLOUT_UID, rollout.getMetadata().getUid())
            .list()
            .getItems();
    for (ControllerRevision revision : stored) {
      if (!kept.contains(revision.getMetadata().getName())) {
        client.resource(revision).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
        known.remove(key(rollout, revision.getMetadata().getName()));
      }
    }
  }

  private Optional<ControllerRevision> live(PhaseRollout rollout, String name) {
    return Optional.ofNullable(
            client
                .apps()
                .controllerRevisions()
                .inNamespace(rollout.getMetadata().getNamespace())
                .withName(name)
                .get())
        .filter(stored -> JobIdentity.ownedBy(stored, rollout.getMetadata().getUid()))
        .filter(stored -> stored.getMetadata().getDeletionTimestamp() == null);
  }

  private Revision decode(ControllerRevision stored) {
    return new Revision(
        stored.getMetadata().getName(),
        json.convertValue(stored.getData(), PhaseRolloutSpec.class));
  }

  private static Key key(PhaseRollout rollout, String name) {
    return new Key(rollout.getMetadata().getUid(), name);
  }
}
