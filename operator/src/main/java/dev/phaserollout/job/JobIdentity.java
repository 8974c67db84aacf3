package dev.phaserollout.job;

import dev.phaserollout.engine.Attempt;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which attempt a Job is of, as labels and annotations carry it. Labels of the rollout itself are
 * never copied: tools that track it by label would take its Jobs for their own.
 */
public final class JobIdentity {

  /** The name of the rollout; on Jobs and on their pods. */
  public static final String ROLLOUT = "phaserollout.dev/rollout";

  /** The uid of the rollout, so that a deleted and created one has none of the old Jobs. */
  public static final String ROLLOUT_UID = "phaserollout.dev/rollout-uid";

  public static final String RUN = "phaserollout.dev/run";
  public static final String PHASE = "phaserollout.dev/phase";
  public static final String STEP = "phaserollout.dev/step";

  /** The gate that is measured; only where the role is {@code gate}. */
  public static final String GATE = "phaserollout.dev/gate";

  public static final String ROLE = "phaserollout.dev/role";
  public static final String ATTEMPT = "phaserollout.dev/attempt";

  /** An annotation, because a digest is longer than a label's value may be. */
  public static final String DIGEST = "phaserollout.dev/digest";

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String OPERATOR = "phaserollout";

  private JobIdentity() {}

  /** What selects every Job and pod of the operator. */
  public static String selector() {
    return MANAGED_BY + "=" + OPERATOR + "," + ROLLOUT_UID;
  }

  static Map<String, String> labels(Attempt attempt, String rolloutName) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(MANAGED_BY, OPERATOR);
    labels.put(ROLLOUT, rolloutName);
    labels.put(ROLLOUT_UID, attempt.rolloutUid());
    labels.put(RUN, String.valueOf(attempt.run()));
    labels.put(PHASE, attempt.phase());
    attempt.ofStep().ifPresent(step -> labels.put(STEP, step));
    attempt.gate().ifPresent(gate -> labels.put(GATE, gate));
    labels.put(ROLE, attempt.role().label());
    labels.put(ATTEMPT, String.valueOf(attempt.number()));
    return labels;
  }

  /**
   * Whether a Job of the attempt's name is the attempt's: owner, role, digest and number match, and
   * nobody deletes it.
   *
   * @return what the Job belongs to instead, to end the sentence "it belongs to …"; empty when it
   *     is the attempt's
   */
  public static Optional<String> stranger(Job job, Attempt attempt) {
    ObjectMeta meta = job.getMetadata();
    if (!ownedBy(job, attempt.rolloutUid())) {
      return Optional.of(owner(meta));
    }
    boolean same =
        attempt.role().label().equals(label(job, ROLE))
            && String.valueOf(attempt.number()).equals(label(job, ATTEMPT))
            && attempt.digest().equals(annotation(meta, DIGEST));
    if (!same) {
      return Optional.of(
          "another attempt of this rollout ("
              + label(job, ROLE)
              + " "
              + label(job, PHASE)
              + "/"
              + label(job, STEP)
              + " #"
              + label(job, ATTEMPT)
              + ")");
    }
    return meta.getDeletionTimestamp() == null
        ? Optional.empty()
        : Optional.of("this attempt, but is being deleted");
  }

  /** Whether the object's controller is the rollout of that uid. */
  public static boolean ownedBy(HasMetadata object, String rolloutUid) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .anyMatch(owner -> rolloutUid.equals(owner.getUid()));
  }

  private static String owner(ObjectMeta meta) {
    return meta.getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .map(JobIdentity::named)
        .findFirst()
        .orElse("nobody that says so (it has no controller)");
  }

  private static String named(OwnerReference owner) {
    return owner.getKind() + " " + owner.getName() + " (uid " + owner.getUid() + ")";
  }

  /** The value of a label, empty where there is none. */
  public static String label(HasMetadata object, String label) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? "" : Objects.requireNonNullElse(labels.get(label), "");
  }

  private static String annotation(ObjectMeta meta, String annotation) {
    Map<String, String> annotations = meta.getAnnotations();
    return annotations == null ? "" : Objects.requireNonNullElse(annotations.get(annotation), "");
  }
}
