package dev.phaserollout.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class StatusSchemaTest {

  @Test
  void a_status_of_every_field_has_no_fault() {
    String full =
        SchemaSample.FULL
            .of(
                GeneratedFilesTest.CRD
                    .getSpec()
                    .getVersions()
                    .get(0)
                    .getSchema()
                    .getOpenAPIV3Schema()
                    .getProperties()
                    .get("status"))
            .toString();

    assertThat(StatusSchema.faults(read(full))).isEmpty();
  }

  @Test
  void all_faults_are_told_at_once() {
    PhaseRolloutStatus status =
        read(
            """
            observedGeneration: -2
            state: "%s"
            run: {number: 0, startedAt: yesterday}
            conditions:
              - {type: "", status: "True", reason: Succeeded, message: ""}
              - {type: "", status: "True", reason: Succeeded, message: "", lastTransitionTime: "2026-03-01T12:00:00Z"}
            """
                .replace("%s", "x".repeat(65)));

    assertThat(StatusSchema.faults(status))
        .containsExactlyInAnyOrder(
            "status.observedGeneration is too small: -2",
            "status.state is too long: 65",
            "status.run.number is too small: 0",
            "status.run.startedAt is no time: yesterday",
            "status.conditions[1] has a key of another item",
            "status.conditions[1].type is too short",
            "status.conditions[0] has no lastTransitionTime",
            "status.conditions[0].type is too short");
  }

  private static PhaseRolloutStatus read(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, PhaseRolloutStatus.class);
  }
}
