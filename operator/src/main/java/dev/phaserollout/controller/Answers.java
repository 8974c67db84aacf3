package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseApprovalSpec;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Answer;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people have answered to a rollout, those answers included that were meant for an earlier one
 * of its name: which count is the engine's to say. Whether an approver is proven is found out once
 * for each answer, because it cannot change afterwards.
 */
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private static final int BOUND = 20_000;

  private static final Comparator<Answer> AS_GIVEN =
      Comparator.comparing(Answer::createdAt).thenComparing(Answer::name);

  private final BiFunction<String, String, List<PhaseApproval>> cached;
  private final PolicyReader policies;
  private final Recent<String, Boolean> verdicts = new Recent<>(BOUND);

  /**
   * @param cached the answers that name a rollout, by its namespace and name
   */
  Answers(BiFunction<String, String, List<PhaseApproval>> cached, PolicyReader policies) {
    this.cached = cached;
    this.policies = policies;
  }

  /**
   * All of them, in the order in which they were given.
   *
   * @throws KubernetesClientException when the policy cannot be read
   */
  List<Answer> to(PhaseRollout rollout) {
    ObjectMeta meta = rollout.getMetadata();
    return cached.apply(meta.getNamespace(), meta.getName()).stream()
        .map(this::answer)
        .sorted(AS_GIVEN)
        .toList();
  }

  private Answer answer(PhaseApproval object) {
    PhaseApprovalSpec spec = object.getSpec();
    return new Answer(
        object.getMetadata().getUid(),
        object.getMetadata().getName(),
        spec.rolloutRef().uid(),
        spec.run(),
        spec.question(),
        spec.digest(),
        spec.decision().name(),
        spec.approver(),
        Objects.requireNonNullElse(spec.comment(), ""),
        spec.outputs(),
        verified(object),
        Instant.parse(object.getMetadata().getCreationTimestamp()));
  }

  private boolean verified(PhaseApproval object) {
    String uid = object.getMetadata().getUid();
    Optional<Boolean> known = verdicts.get(uid);
    if (known.isPresent()) {
      return known.get();
    }
    PolicyReading reading;
    try {
      reading = policies.after(Instant.parse(object.getMetadata().getCreationTimestamp()));
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw refused;
      }
      // Not the last word: the right may be given later.
      tell(object, "the operator may not read the policies of the cluster");
      return false;
    }
    Optional<String> doubt = AnswerProof.doubt(AnswerPolicy.shipped(), reading, object);
    doubt.ifPresent(why -> tell(object, why));
    verdicts.put(uid, doubt.isEmpty());
    return doubt.isEmpty();
  }

  private static void tell(PhaseApproval object, String why) {
    LOG.atWarn()
        .addKeyValue("namespace", object.getMetadata().getNamespace())
        .addKeyValue("answer", object.getMetadata().getName())
        .addKeyValue("why", why)
        .log("An answer whose approver is not proven");
  }
}
