package dev.phaserollout.lint;

import dev.phaserollout.lint.Schema.Range;
import dev.phaserollout.lint.Schema.Rule;
import dev.phaserollout.lint.YamlNode.Entry;
import dev.phaserollout.lint.YamlNode.YamlList;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the schema of {@code spec}, and the rules of the object itself, out of a CRD file. Runs
 * when the program is built: reading a CRD takes longer than all the rest of a lint.
 */
final class SchemaFromCrd {

  private static final Set<String> UNDERSTOOD =
      Set.of(
          "type",
          "properties",
          "required",
          "items",
          "additionalProperties",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minimum",
          "maximum",
          "enum",
          "pattern",
          "x-kubernetes-validations",
          "x-kubernetes-list-type",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-int-or-string",
          "x-kubernetes-preserve-unknown-fields");

  /** Say nothing that a value could be wrong about; anyOf is how int-or-string is spelled. */
  private static final Set<String> IRRELEVANT =
      Set.of(
          "description", "default", "format", "title", "example", "anyOf", "x-kubernetes-map-type");

  private SchemaFromCrd() {}

  /** The kind that a CRD file defines. */
  static String kind(String crd) {
    YamlMap root = (YamlMap) YamlReader.read(crd).documents().get(0);
    return text(map(map(root, "spec"), "names"), "kind");
  }

  /** The schema of a whole object of the served version: {@code spec} and the rules above it. */
  static Schema read(String crd) {
    YamlMap root = (YamlMap) YamlReader.read(crd).documents().get(0);
    YamlMap spec = map(root, "spec");
    YamlMap version = (YamlMap) list(spec, "versions").get(0);
    YamlMap whole = map(map(version, "schema"), "openAPIV3Schema");
    YamlMap fields = map(whole, "properties");
    Map<String, Schema> properties =
        new LinkedHashMap<>(ObjectSchema.fields(text(map(spec, "names"), "kind")));
    properties.put("spec", schema(map(fields, "spec"), "spec"));
    return new Schema(
        "object",
        false,
        false,
        properties,
        List.of("metadata", "spec"),
        Optional.empty(),
        Optional.empty(),
        Range.ANY,
        Range.ANY,
        List.of(),
        "",
        List.of(),
        false,
        rules(whole));
  }

  private static Schema schema(YamlMap node, String where) {
    for (Entry entry : node.entries()) {
      if (!UNDERSTOOD.contains(entry.key()) && !IRRELEVANT.contains(entry.key())) {
        throw new IllegalArgumentException(
            "the linter does not know '" + entry.key() + "' at " + where + "; teach SchemaCheck");
      }
    }
    Map<String, Schema> properties = new LinkedHashMap<>();
    node.get("properties")
        .map(YamlMap.class::cast)
        .ifPresent(
            fields ->
                fields
                    .entries()
                    .forEach(
                        field ->
                            properties.put(
                                field.key(),
                                schema((YamlMap) field.value(), where + "." + field.key()))));
    return new Schema(
        text(node, "type"),
        flag(node, "x-kubernetes-int-or-string"),
        flag(node, "x-kubernetes-preserve-unknown-fields"),
        properties,
        texts(node, "required"),
        nested(node, "items", where),
        nested(node, "additionalProperties", where),
        size(node),
        new Range(number(node, "minimum", Long.MIN_VALUE), number(node, "maximum", Long.MAX_VALUE)),
        texts(node, "enum"),
        text(node, "pattern"),
        texts(node, "x-kubernetes-list-map-keys"),
        text(node, "x-kubernetes-list-type").equals("set"),
        rules(node));
  }

  private static Optional<Schema> nested(YamlMap node, String key, String where) {
    return node.get(key).map(inner -> schema((YamlMap) inner, where + "." + key));
  }

  private static Range size(YamlMap node) {
    String of =
        switch (text(node, "type")) {
          case "array" -> "Items";
          case "object" -> "Properties";
          default -> "Length";
        };
    return new Range(
        number(node, "min" + of, Long.MIN_VALUE), number(node, "max" + of, Long.MAX_VALUE));
  }

  private static List<Rule> rules(YamlMap node) {
    return list(node, "x-kubernetes-validations").stream()
        .map(YamlMap.class::cast)
        // What compares an object with its stored version says nothing about a file.
        .filter(rule -> !text(rule, "rule").contains("oldSelf"))
        .map(
            rule ->
                new Rule(
                    text(rule, "rule"),
                    text(rule, "message"),
                    text(rule, "messageExpression"),
                    text(rule, "fieldPath")))
        .toList();
  }

  private static YamlMap map(YamlMap node, String key) {
    return (YamlMap)
        node.get(key).orElseThrow(() -> new IllegalArgumentException("the CRD has no " + key));
  }

  private static List<YamlNode> list(YamlMap node, String key) {
    return node.get(key).map(YamlList.class::cast).map(YamlList::items).orElse(List.of());
  }

  private static List<String> texts(YamlMap node, String key) {
    return list(node, key).stream().map(item -> ((YamlScalar) item).text()).toList();
  }

  private static String text(YamlMap node, String key) {
    return node.get(key).map(YamlScalar.class::cast).map(YamlScalar::text).orElse("");
  }

  private static boolean flag(YamlMap node, String key) {
    return text(node, key).equals("true");
  }

  private static long number(YamlMap node, String key, long otherwise) {
    String text = text(node, key);
    return text.isEmpty() ? otherwise : (long) Double.parseDouble(text);
  }
}
