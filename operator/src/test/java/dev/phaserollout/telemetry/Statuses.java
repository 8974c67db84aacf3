package dev.phaserollout.telemetry;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statuses as a test writes them: YAML, and a run of one phase with one step for most. */
final class Statuses {

  static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private Statuses() {}

  static PhaseRolloutStatus read(String yaml) {
    return YAML.unmarshal(yaml, PhaseRolloutStatus.class);
  }

  /** Run 3 is under way, and its phase a has this step. */
  static PhaseRolloutStatus step(String fields) {
    return read(
        """
        run: {number: 3, uid: run-uid, revision: r-1, startedAt: "2026-03-02T09:00:00Z", traceparent: %TRACE}
        phases:
          - name: a
            state: Running
            startedAt: "2026-03-02T09:00:00Z"
            steps: [{name: s, %STEP}]
        """
            .replace("%TRACE", TRACEPARENT)
            .replace("%STEP", fields));
  }

  static PhaseRollout rollout(PhaseRolloutStatus status) {
    PhaseRollout rollout = new PhaseRollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withName("checkout")
            .withNamespace("shop")
            .withUid("11111111-2222-3333-4444-555555555555")
            .withResourceVersion("42")
            .build());
    rollout.setStatus(status);
    return rollout;
  }

  static List<Happening> between(PhaseRolloutStatus before, PhaseRolloutStatus after) {
    return Happenings.between(Optional.of(before), after, NOW);
  }
}
