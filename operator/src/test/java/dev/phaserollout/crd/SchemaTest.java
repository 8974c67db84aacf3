package dev.phaserollout.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** House rules of the schema that hold for every field, whoever adds one. */
class SchemaTest {

  /** A node of the schema and the way to it; {@code []} stands for an item of a list. */
  private record Node(String path, JSONSchemaProps schema) {}

  private final List<Node> nodes = new ArrayList<>();

  SchemaTest() {
    walk("", root(GeneratedFilesTest.CRD));
    walk("approval", root(GeneratedFilesTest.APPROVAL_CRD));
  }

  @Test
  void every_field_is_explained() {
    assertThat(nodes)
        .filteredOn(node -> !node.path().endsWith("[]") && !node.path().endsWith("{}"))
        .allSatisfy(
            node -> assertThat(node.schema().getDescription()).as(node.path()).endsWith("."));
  }

  @Test
  void every_text_number_list_and_map_has_a_bound() {
    assertThat(nodes)
        .filteredOn(node -> !isBounded(node.schema()))
        .extracting(Node::path)
        .isEmpty();
  }

  @Test
  void every_list_says_what_it_is() {
    assertThat(nodes)
        .filteredOn(node -> "array".equals(node.schema().getType()))
        .allSatisfy(
            node -> assertThat(node.schema().getXKubernetesListType()).as(node.path()).isNotNull());
  }

  /**
   * GitOps controllers compare lists as they were written: a default in one would be drift for
   * ever.
   */
  @Test
  void nothing_inside_a_list_has_a_default() {
    assertThat(nodes)
        .filteredOn(node -> node.schema().getDefault() != null)
        .extracting(Node::path)
        .containsExactly(".spec.suspend", ".spec.onSpecChange", ".spec.historyLimit", ".status");
  }

  /**
   * A rule that looks into status could refuse the outcome of a step, which then is never recorded.
   */
  @Test
  void no_rule_judges_what_the_operator_writes() {
    assertThat(nodes)
        .filteredOn(node -> node.path().startsWith(".status"))
        .allSatisfy(
            node ->
                assertThat(node.schema().getXKubernetesValidations()).as(node.path()).isEmpty());
  }

  /** {@code kubectl apply} keeps the CRD in an annotation, and annotations end at 256 KiB. */
  @Test
  void kubectl_apply_can_carry_the_CRD() throws JsonProcessingException {
    for (CustomResourceDefinition crd : GeneratedFilesTest.crds().toList()) {
      String stored = new ObjectMapper().writeValueAsString(crd);

      assertThat(stored.length()).isLessThan(200 * 1024);
    }
  }

  private static JSONSchemaProps root(CustomResourceDefinition crd) {
    return crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
  }

  private void walk(String path, JSONSchemaProps schema) {
    nodes.add(new Node(path, schema));
    for (Map.Entry<String, JSONSchemaProps> field : schema.getProperties().entrySet()) {
      walk(path + "." + field.getKey(), field.getValue());
    }
    if (schema.getItems() != null) {
      walk(path + "[]", schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      walk(path + "{}", schema.getAdditionalProperties().getSchema());
    }
  }

  private static boolean isBounded(JSONSchemaProps schema) {
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      return true;
    }
    return switch (schema.getType()) {
      case "string" ->
          schema.getMaxLength() != null
              || !schema.getEnum().isEmpty()
              || "date-time".equals(schema.getFormat());
      case "integer" -> schema.getMinimum() != null;
      case "array" -> schema.getMaxItems() != null;
      case "object" ->
          schema.getAdditionalProperties() == null || schema.getMaxProperties() != null;
      default -> true;
    };
  }
}
