package dev.phaserollout.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The reference page of a kind, from its CRD: a section for each object, with a table of its
 * fields. An object that stands in several places is told once, where it stands first.
 */
final class ReferencePage {

  private static final Pattern EXPECTED = Pattern.compile("expected (.*?)(; |$)");

  private record Section(String path, JSONSchemaProps schema) {}

  private final String kind;
  private final Deque<Section> waiting = new ArrayDeque<>();

  /** Where an object was told, by what it looks like. */
  private final Map<List<Object>, String> told = new LinkedHashMap<>();

  private final StringBuilder page = new StringBuilder();

  ReferencePage(CustomResourceDefinition crd) {
    this.kind = crd.getSpec().getNames().getKind();
    JSONSchemaProps root = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    line("# " + kind);
    line("");
    line("<!-- Made from the CRD. Renew: " + GeneratedFile.RENEW + " -->");
    line("");
    line(
        "`" + crd.getSpec().getGroup() + "/" + crd.getSpec().getVersions().get(0).getName() + "`.");
    line(
        "A field with an asterisk must be there. `kubectl explain "
            + crd.getSpec().getNames().getPlural()
            + " --recursive` shows the same in a terminal;");
    line("[compatibility](compatibility.md) says what of it is stable.");
    line("");
    rules(root);
    root.getProperties().forEach(this::await);
  }

  String text() {
    while (!waiting.isEmpty()) {
      section(waiting.pop());
    }
    return page.toString();
  }

  private void section(Section section) {
    line("## " + section.path());
    line("");
    line("| field | type | bounds | default | meaning |");
    line("|---|---|---|---|---|");
    List<Section> inner = new ArrayList<>();
    section
        .schema()
        .getProperties()
        .forEach((name, field) -> row(section, name, field).ifPresent(inner::add));
    line("");
    rules(section.schema());
    for (int i = inner.size() - 1; i >= 0; i--) {
      waiting.push(inner.get(i));
    }
  }

  /** Writes the row of a field and gives back the section that it opens. */
  private Optional<Section> row(Section owner, String name, JSONSchemaProps field) {
    boolean required = owner.schema().getRequired().contains(name);
    JSONSchemaProps object = objectIn(field);
    String path =
        owner.path()
            + "."
            + name
            + (field.getType() != null && field.getType().equals("array") ? "[]" : "");
    boolean opens = !object.getProperties().isEmpty();
    String first = opens ? told.computeIfAbsent(looks(object), looks -> path) : path;
    String type = opens ? "[" + type(field) + "](#" + anchor(first) + ")" : type(field);
    line(
        "| `"
            + name
            + "`"
            + (required ? "\\*" : "")
            + " | "
            + type
            + " | "
            + cell(bounds(field))
            + " | "
            + defaultOf(field)
            + " | "
            + cell(field.getDescription())
            + " |");
    return opens && first.equals(path) ? Optional.of(new Section(path, object)) : Optional.empty();
  }

  private void await(String name, JSONSchemaProps schema) {
    waiting.add(new Section(name, schema));
  }

  /** Two objects look the same when fields and rules are the same, wherever they stand. */
  private static List<Object> looks(JSONSchemaProps object) {
    return List.of(
        object.getProperties(), object.getRequired(), object.getXKubernetesValidations());
  }

  private static JSONSchemaProps objectIn(JSONSchemaProps field) {
    return field.getItems() == null ? field : field.getItems().getSchema();
  }

  private static String type(JSONSchemaProps field) {
    if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
      return "quantity";
    }
    if (field.getItems() != null) {
      return "list of " + type(field.getItems().getSchema());
    }
    if (field.getAdditionalProperties() != null) {
      return "map to " + type(field.getAdditionalProperties().getSchema());
    }
    if (!field.getEnum().isEmpty()) {
      return field.getEnum().stream()
          .map(word -> "`" + word.asText() + "`")
          .collect(Collectors.joining(", "));
    }
    return "date-time".equals(field.getFormat()) ? "time" : field.getType();
  }

  private static String bounds(JSONSchemaProps field) {
    List<String> bounds = new ArrayList<>();
    range(field.getMinimum(), field.getMaximum(), "").ifPresent(bounds::add);
    range(field.getMinLength(), field.getMaxLength(), " characters").ifPresent(bounds::add);
    range(field.getMinItems(), field.getMaxItems(), " items").ifPresent(bounds::add);
    range(field.getMinProperties(), field.getMaxProperties(), " keys").ifPresent(bounds::add);
    if (!field.getXKubernetesListMapKeys().isEmpty()) {
      bounds.add("one each `" + String.join(", ", field.getXKubernetesListMapKeys()) + "`");
    }
    if (field.getType() != null && !field.getType().equals("object")) {
      field.getXKubernetesValidations().forEach(rule -> bounds.add(expected(rule)));
    }
    if (field.getItems() != null && field.getItems().getSchema().getProperties().isEmpty()) {
      String each = bounds(field.getItems().getSchema());
      if (!each.isEmpty()) {
        bounds.add("each: " + each);
      }
    }
    return String.join("; ", bounds);
  }

  private static Optional<String> range(Number low, Number high, String unit) {
    if (low == null && high == null) {
      return Optional.empty();
    }
    if (high == null) {
      return Optional.of("at least " + low.longValue() + unit);
    }
    return Optional.of(
        (low == null ? "at most " : low.longValue() + " to ") + high.longValue() + unit);
  }

  private static String defaultOf(JSONSchemaProps field) {
    JsonNode value = field.getDefault();
    return value == null ? "" : "`" + value.asText(value.toString()) + "`";
  }

  private void rules(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations().isEmpty()) {
      return;
    }
    line("Expected:");
    line("");
    for (ValidationRule rule : schema.getXKubernetesValidations()) {
      line("* " + expected(rule));
    }
    line("");
  }

  private static String expected(ValidationRule rule) {
    String message = rule.getMessage() == null ? rule.getMessageExpression() : rule.getMessage();
    Matcher found = EXPECTED.matcher(message);
    return found.find() ? found.group(1) : message;
  }

  /** As the common renderers of Markdown make it from a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
