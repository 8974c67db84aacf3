package dev.phaserollout.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;

/** Objects made from a schema, to see what becomes of their fields. */
enum SchemaSample {

  /** Every field that the schema has. */
  FULL,

  /** Only what is required. */
  SMALLEST,

  /** Every field, a field that no schema knows in each object, and an unknown word in each enum. */
  FROM_THE_FUTURE;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  JsonNode of(JSONSchemaProps schema) {
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      return JSON.textNode("100m");
    }
    return switch (schema.getType()) {
      case "object" -> object(schema);
      case "array" -> JSON.arrayNode().add(of(schema.getItems().getSchema()));
      case "integer" -> JSON.numberNode(7);
      case "boolean" -> JSON.booleanNode(true);
      case "string" -> text(schema);
      default -> throw new IllegalStateException("no sample of type " + schema.getType());
    };
  }

  private JsonNode text(JSONSchemaProps schema) {
    if (!schema.getEnum().isEmpty()) {
      return this == FROM_THE_FUTURE ? JSON.textNode("Levitate") : schema.getEnum().get(0);
    }
    return JSON.textNode("date-time".equals(schema.getFormat()) ? "2026-03-01T09:00:00Z" : "text");
  }

  private ObjectNode object(JSONSchemaProps schema) {
    ObjectNode object = JSON.objectNode();
    if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
      object.putObject("anything").putArray("goes").add(1).add("two");
      return object;
    }
    if (schema.getAdditionalProperties() != null) {
      object.set("key", of(schema.getAdditionalProperties().getSchema()));
      return object;
    }
    List<String> required = schema.getRequired();
    for (Map.Entry<String, JSONSchemaProps> property : schema.getProperties().entrySet()) {
      if (this != SMALLEST || required.contains(property.getKey())) {
        object.set(property.getKey(), of(property.getValue()));
      }
    }
    if (this == FROM_THE_FUTURE) {
      object.putObject("telepathy").put("deep", true);
    }
    return object;
  }
}
