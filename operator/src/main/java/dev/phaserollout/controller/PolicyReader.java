package dev.phaserollout.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads policy and binding live. A cache of them could be behind that of the answers, and would
 * then show as in force what had been taken away before an answer came.
 */
final class PolicyReader {

  /** The clocks of operator and API server are not further apart. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final Clock clock;
  private final AtomicReference<Optional<PolicyReading>> newest =
      new AtomicReference<>(Optional.empty());

  PolicyReader(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * A reading from after something that is known to have happened: the newest where that is certain
   * from the times, so that a restart reads once for all old answers, else a new one.
   *
   * @throws KubernetesClientException when they cannot be read
   */
  PolicyReading after(Instant happened) {
    return newest
        .get()
        .filter(known -> known.asked().isAfter(happened.plus(SKEW)))
        .orElseGet(this::read);
  }

  private PolicyReading read() {
    PolicyReading reading =
        new PolicyReading(
            clock.instant(),
            object("ValidatingAdmissionPolicy"),
            object("ValidatingAdmissionPolicyBinding"));
    newest.set(Optional.of(reading));
    return reading;
  }

  private Optional<PolicyObject> object(String kind) {
    return Optional.ofNullable(
            client
                .genericKubernetesResources(AnswerPolicy.API_VERSION, kind)
                .withName(AnswerPolicy.shipped().name())
                .get())
        .map(PolicyObject::of);
  }
}
