package dev.phaserollout.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.crd.InstalledCrds;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The API server takes the events, once each, and {@code kubectl describe} shows them. */
@ControlPlane
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventManifestIT {

  private static final String ROLLOUT =
      """
      apiVersion: phaserollout.dev/v1alpha1
      kind: PhaseRollout
      metadata: {name: checkout}
      spec:
        phases: [{name: a, steps: [{name: s, run: {image: busybox, command: ["true"]}}]}]
      """;

  @Test
  void an_event_is_taken_once_and_shown_with_its_rollout(
      RunningControlPlane controlPlane, KubernetesClient client, Kubectl kubectl) {
    InstalledCrds.install(kubectl);
    String namespace = controlPlane.newNamespace("events");
    PhaseRollout rollout =
        client
            .resource(new KubernetesSerialization().unmarshal(ROLLOUT, PhaseRollout.class))
            .inNamespace(namespace)
            .create();
    RolloutEvent failed =
        new RolloutEvent(
            RolloutEvent.Type.WARNING,
            "StepFailed",
            "RunJob",
            "a/s Failed after 3 attempts: " + "é".repeat(2000),
            "StepFailed\n1\na/s\n",
            Instant.now(),
            0);
    Event event = EventManifest.of(rollout, failed, "operator-0");

    client.resource(event).create();

    assertThatThrownBy(() -> client.resource(event).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            refused -> assertThat(refused.getStatus().getReason()).isEqualTo("AlreadyExists"));
    assertThat(kubectl.succeed("describe", "phaserollout", "checkout", "-n", namespace))
        .contains(
            "Warning", "StepFailed", "phaserollout.dev/operator", "a/s Failed after 3 attempts");
  }
}
