package dev.phaserollout.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.phaserollout.api.PhaseRolloutStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the API server would store a status. One that it refuses loses the outcome of a step, and
 * with it the rollout, so whatever makes a status in a test asks here.
 */
public final class StatusSchema {

  private static final String CRD = "/META-INF/fabric8/phaserollouts.phaserollout.dev-v1.yml";
  private static final JsonNode STATUS = read();

  private final List<String> faults = new ArrayList<>();

  private StatusSchema() {}

  /** Every field that is not as the schema wants it, with what is wrong; none where all is well. */
  public static List<String> faults(PhaseRolloutStatus status) {
    StatusSchema check = new StatusSchema();
    check.value("status", STATUS, new ObjectMapper().valueToTree(status));
    return check.faults;
  }

  private void value(String path, JsonNode schema, JsonNode value) {
    switch (schema.path("type").asText()) {
      case "object" -> object(path, schema, value);
      case "array" -> list(path, schema, value);
      case "string" -> text(path, schema, value);
      case "integer" -> number(path, schema, value);
      case "boolean" -> expect(value.isBoolean(), path, "is no boolean");
      default -> expect(false, path, "has a type that this check does not know");
    }
  }

  private void object(String path, JsonNode schema, JsonNode value) {
    expect(value.isObject(), path, "is no object");
    expect(value.size() <= bound(schema, "maxProperties"), path, "has too many keys");
    schema
        .path("required")
        .forEach(name -> expect(value.has(name.asText()), path, "has no " + name.asText()));
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String inner = path + "." + field.getKey();
      JsonNode known = schema.path("properties").path(field.getKey());
      if (known.isMissingNode()) {
        known = schema.path("additionalProperties");
      }
      expect(!known.isMissingNode(), inner, "is not in the schema");
      value(inner, known, field.getValue());
    }
  }

  private void list(String path, JsonNode schema, JsonNode value) {
    expect(value.size() <= bound(schema, "maxItems"), path, "has too many items");
    Set<JsonNode> keys = new HashSet<>();
    String key = schema.path("x-kubernetes-list-map-keys").path(0).asText();
    for (int i = 0; i < value.size(); i++) {
      String item = path + "[" + i + "]";
      value(item, schema.path("items"), value.get(i));
      expect(key.isEmpty() || keys.add(value.get(i).path(key)), item, "has a key of another item");
    }
  }

  private void text(String path, JsonNode schema, JsonNode value) {
    expect(value.isTextual(), path, "is no text");
    int length = value.asText().codePointCount(0, value.asText().length());
    expect(length <= bound(schema, "maxLength"), path, "is too long: " + length);
    expect(length >= schema.path("minLength").asLong(0), path, "is too short");
    if (schema.path("format").asText().equals("date-time")) {
      expect(isTime(value.asText()), path, "is no time: " + value.asText());
    }
  }

  private void number(String path, JsonNode schema, JsonNode value) {
    expect(value.isIntegralNumber(), path, "is no whole number");
    expect(value.asLong() <= bound(schema, "maximum"), path, "is too large: " + value);
    expect(
        value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE),
        path,
        "is too small: " + value);
  }

  private static long bound(JsonNode schema, String name) {
    return schema.path(name).asLong(Long.MAX_VALUE);
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException notOne) {
      return false;
    }
  }

  private void expect(boolean holds, String path, String otherwise) {
    if (!holds) {
      faults.add(path + " " + otherwise);
    }
  }

  private static JsonNode read() {
    try (InputStream crd = StatusSchema.class.getResourceAsStream(CRD)) {
      return new YAMLMapper()
          .readTree(crd)
          .at("/spec/versions/0/schema/openAPIV3Schema/properties/status");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
