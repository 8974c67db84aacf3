package dev.phaserollout.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Schema and records say the same: what the API server lets in is what the operator reads and
 * writes.
 */
class RoundTripTest {

  private final KubernetesSerialization informers = new KubernetesSerialization();

  @ParameterizedTest
  @EnumSource(names = {"FULL", "SMALLEST"})
  void no_field_is_lost_and_none_is_invented(SchemaSample kind) {
    ObjectNode sample = sampleOf(kind);

    assertThat(written(read(sample))).isEqualTo(sample);
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "SMALLEST"})
  void no_field_of_an_answer_is_lost_and_none_is_invented(SchemaSample kind) {
    ObjectNode sample = sampleOf(kind, GeneratedFilesTest.APPROVAL_CRD);

    assertThat(written(informers.unmarshal(sample.toString(), PhaseApproval.class)))
        .isEqualTo(sample);
  }

  @Test
  void an_answer_that_a_newer_version_let_in_can_be_read() {
    ObjectNode sample = sampleOf(SchemaSample.FROM_THE_FUTURE, GeneratedFilesTest.APPROVAL_CRD);

    PhaseApproval answer = informers.unmarshal(sample.toString(), PhaseApproval.class);

    assertThat(answer.getSpec().decision()).isEqualTo(ApprovalDecision.Unknown);
    assertThat(answer.getSpec().question()).isEqualTo("text");
  }

  @Test
  void an_empty_dependsOn_and_empty_outputs_are_not_absent_ones() {
    ObjectNode sample = sampleOf(SchemaSample.FULL);
    ((ObjectNode) sample.at("/spec/phases/0/steps/0")).putArray("dependsOn");
    ((ObjectNode) sample.at("/status/phases/0/steps/0")).putObject("outputs");

    assertThat(written(read(sample))).isEqualTo(sample);
  }

  @Test
  void what_a_newer_version_let_in_can_be_read() {
    PhaseRollout rollout = read(sampleOf(SchemaSample.FROM_THE_FUTURE));

    assertThat(rollout.getSpec().onSpecChange()).isEqualTo(OnSpecChange.Unknown);
    assertThat(rollout.getSpec().phases().get(0).steps().get(0).name()).isEqualTo("text");
    assertThat(rollout.getStatus().state()).isEqualTo("text");
  }

  private static ObjectNode sampleOf(SchemaSample kind) {
    return sampleOf(kind, GeneratedFilesTest.CRD);
  }

  private static ObjectNode sampleOf(SchemaSample kind, CustomResourceDefinition crd) {
    ObjectNode sample =
        (ObjectNode) kind.of(crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema());
    sample.put("apiVersion", "phaserollout.dev/v1alpha1");
    sample.put("kind", crd.getSpec().getNames().getKind());
    sample.putObject("metadata").put("name", "checkout");
    return sample;
  }

  private PhaseRollout read(ObjectNode sample) {
    return informers.unmarshal(sample.toString(), PhaseRollout.class);
  }

  private JsonNode written(CustomResource<?, ?> object) {
    try {
      return new ObjectMapper().readTree(informers.asJson(object));
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
