package dev.phaserollout.crd;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.shape.ListKey;
import dev.phaserollout.api.shape.Omits;
import dev.phaserollout.api.shape.Rule;
import dev.phaserollout.api.shape.Timestamp;
import dev.phaserollout.api.shape.UniqueItems;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the records of the API and the schema that was generated from them side by side, and adds
 * what the generator cannot know: descriptions, what is required, shapes and rules, the kinds of
 * lists, the default of status.
 */
final class SchemaFinish {

  private static final Map<Class<?>, String> SPECS =
      Map.of(PhaseApproval.class, "What is answered, and to which question.");

  private final SourceTexts texts;

  SchemaFinish(SourceTexts texts) {
    this.texts = texts;
  }

  /** Finishes the schema of a kind. */
  void finish(Class<?> kind, JSONSchemaProps root) {
    Map<String, JSONSchemaProps> inOrder = new LinkedHashMap<>();
    JSONSchemaProps spec = root.getProperties().get("spec");
    spec.setDescription(SPECS.getOrDefault(kind, "What is to be done."));
    record(part(kind, 0), spec);
    inOrder.put("spec", spec);
    if (part(kind, 1) != Void.class) {
      JSONSchemaProps status = root.getProperties().get("status");
      status.setDescription("What was done and seen, written by the operator alone.");
      // kstatus takes an object without status for one that is ready
      status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
      record(part(kind, 1), status);
      inOrder.put("status", status);
    }
    root.setProperties(inOrder);
    root.setRequired(List.of("spec"));
    texts.type(kind).ifPresent(root::setDescription);
    addRules(kind, root);
  }

  /** The record of spec (0) or status (1) that a kind is declared with. */
  private static Class<?> part(Class<?> kind, int index) {
    return (Class<?>)
        ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments()[index];
  }

  private void record(Class<?> type, JSONSchemaProps schema) {
    Map<String, JSONSchemaProps> inOrder = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = jsonName(component);
      JSONSchemaProps property =
          Optional.ofNullable(schema.getProperties().get(name))
              .orElseThrow(() -> new IllegalStateException("no schema of " + type + " " + name));
      inOrder.put(name, property);
      property.setDescription(description(type, component));
      if (isRequired(component)) {
        required.add(name);
      }
      if (component.isAnnotationPresent(UniqueItems.class)) {
        property.setXKubernetesListType("set");
      }
      value(component.getAnnotatedType(), property);
      Omits omits = component.getAnnotation(Omits.class);
      if (omits != null) {
        omit(List.of(omits.value()), property.getItems().getSchema());
      }
    }
    schema.setProperties(inOrder);
    schema.setRequired(required);
    addRules(type, schema);
  }

  private static void omit(List<String> fields, JSONSchemaProps item) {
    item.getProperties().keySet().removeAll(fields);
    item.getXKubernetesValidations()
        .removeIf(
            rule -> fields.stream().anyMatch(name -> rule.getRule().contains("self." + name)));
  }

  private void value(AnnotatedType annotated, JSONSchemaProps schema) {
    shapes(annotated, schema);
    Class<?> type = rawType(annotated);
    if (type.isRecord()) {
      record(type, schema);
    } else if (type == List.class) {
      list(argument(annotated, 0), schema);
    } else if (type == Map.class) {
      map(argument(annotated, 1), schema);
    }
  }

  private void list(AnnotatedType item, JSONSchemaProps schema) {
    value(item, schema.getItems().getSchema());
    if (schema.getXKubernetesListType() != null) {
      return;
    }
    List<String> keys = listKeys(rawType(item));
    schema.setXKubernetesListType(keys.isEmpty() ? "atomic" : "map");
    schema.setXKubernetesListMapKeys(keys);
  }

  private void map(AnnotatedType value, JSONSchemaProps schema) {
    if (rawType(value) == Object.class) {
      schema.setAdditionalProperties(null);
      schema.setXKubernetesPreserveUnknownFields(true);
    } else if (rawType(value) != Quantity.class) {
      value(value, schema.getAdditionalProperties().getSchema());
    }
  }

  /** The annotations at a type that are shapes: what is said on them holds for the value. */
  private static void shapes(AnnotatedType annotated, JSONSchemaProps schema) {
    for (Annotation shape : annotated.getAnnotations()) {
      if (shape instanceof Timestamp) {
        schema.setFormat("date-time");
      }
      Size size = shape.annotationType().getAnnotation(Size.class);
      if (size != null) {
        schema.setMaxLength(size.max());
        schema.setMinLength(size.min() > 0 ? size.min() : null);
      }
      addRules(shape.annotationType(), schema);
    }
  }

  private static void addRules(AnnotatedElement place, JSONSchemaProps schema) {
    List<ValidationRule> rules = new ArrayList<>(schema.getXKubernetesValidations());
    for (Rule rule : place.getAnnotationsByType(Rule.class)) {
      rules.add(RuleText.of(rule));
    }
    schema.setXKubernetesValidations(rules);
  }

  private String description(Class<?> type, RecordComponent component) {
    String text =
        texts
            .component(type, component.getName())
            .orElseThrow(
                () ->
                    new IllegalStateException("no @param of " + type + " " + component.getName()));
    return text + constants(component.getType());
  }

  private String constants(Class<?> type) {
    StringBuilder text = new StringBuilder();
    if (type.isEnum()) {
      for (Field constant : type.getFields()) {
        if (!constant.isAnnotationPresent(JsonIgnore.class)) {
          texts
              .constant(type, constant.getName())
              .ifPresent(meaning -> text.append(" `" + constant.getName() + "`: " + meaning));
        }
      }
    }
    return text.toString();
  }

  /** What may be absent is marked as nullable; an absent list or map reads as an empty one. */
  private static boolean isRequired(RecordComponent component) {
    if (component.getType() == List.class || component.getType() == Map.class) {
      return component.getAccessor().isAnnotationPresent(Required.class);
    }
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static List<String> listKeys(Class<?> item) {
    List<String> keys = new ArrayList<>();
    if (item.isRecord()) {
      for (RecordComponent component : item.getRecordComponents()) {
        if (component.isAnnotationPresent(ListKey.class)) {
          keys.add(jsonName(component));
        }
      }
    }
    return keys;
  }

  static String jsonName(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  private static AnnotatedType argument(AnnotatedType annotated, int index) {
    return ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[index];
  }

  private static Class<?> rawType(AnnotatedType annotated) {
    return annotated instanceof AnnotatedParameterizedType parameterized
        ? (Class<?>) ((ParameterizedType) parameterized.getType()).getRawType()
        : (Class<?>) annotated.getType();
  }
}
