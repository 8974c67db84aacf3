package dev.phaserollout.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;

/** Objects as people read and write them. */
public final class Yaml {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private Yaml() {}

  public static <T> T read(Class<T> kind, String yaml) {
    try {
      return YAML.readValue(yaml, kind);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }

  /** The fields as they are written, numbers, lists and nulls included. */
  public static Map<String, Object> fields(String yaml) {
    try {
      return YAML.readValue(yaml, FIELDS);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }

  /** The same object as another type, by way of its fields. */
  public static <T> T as(Class<T> kind, Object object) {
    return YAML.convertValue(object, kind);
  }

  /** An object as the fields that the API server gets. */
  public static Map<String, Object> fieldsOf(Object object) {
    return YAML.convertValue(object, FIELDS);
  }
}
