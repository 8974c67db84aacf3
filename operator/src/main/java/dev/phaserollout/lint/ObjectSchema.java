package dev.phaserollout.lint;

import dev.phaserollout.lint.Schema.Range;
import dev.phaserollout.lint.Schema.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every Kubernetes object has and no CRD describes. */
final class ObjectSchema {

  private static final Schema ANY = of("", false, Map.of(), List.of(), List.of());
  private static final Schema TEXT = of("string", false, Map.of(), List.of(), List.of());
  private static final Schema TEXTS = mapOf(TEXT);

  /** Nobody has to think of a name for an answer: nothing refers to it. */
  private static final Rule NAMED_OR_TO_BE_NAMED =
      new Rule(
          "has(self.name) || has(self.generateName)",
          "found neither name nor generateName, expected one of them; add generateName: answer-",
          "",
          ".name");

  private ObjectSchema() {}

  /** The fields beside {@code spec}. What a cluster has added is left alone. */
  static Map<String, Schema> fields(String kind) {
    Map<String, Schema> metadata = new LinkedHashMap<>();
    metadata.put("name", TEXT);
    metadata.put("namespace", TEXT);
    metadata.put("labels", TEXTS);
    metadata.put("annotations", TEXTS);
    for (String added :
        List.of(
            "generateName",
            "finalizers",
            "ownerReferences",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "selfLink")) {
      metadata.put(added, ANY);
    }
    Map<String, Schema> fields = new LinkedHashMap<>();
    fields.put("apiVersion", TEXT);
    fields.put("kind", TEXT);
    fields.put(
        "metadata",
        kind.equals(DocumentKind.APPROVAL)
            ? of("object", false, metadata, List.of(), List.of(NAMED_OR_TO_BE_NAMED))
            : of("object", false, metadata, List.of("name"), List.of()));
    fields.put("status", ANY);
    return fields;
  }

  private static Schema mapOf(Schema values) {
    return new Schema(
        "object",
        false,
        false,
        Map.of(),
        List.of(),
        Optional.empty(),
        Optional.of(values),
        Range.ANY,
        Range.ANY,
        List.of(),
        "",
        List.of(),
        false,
        List.of());
  }

  private static Schema of(
      String type,
      boolean open,
      Map<String, Schema> properties,
      List<String> required,
      List<Rule> rules) {
    return new Schema(
        type,
        false,
        open,
        properties,
        required,
        Optional.empty(),
        Optional.empty(),
        Range.ANY,
        Range.ANY,
        List.of(),
        "",
        List.of(),
        false,
        rules);
  }
}
