package dev.phaserollout.lint;

import dev.phaserollout.engine.NearestName;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.lint.YamlNode.Kind;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Is a document a rollout, an answer, somebody else's object, or none of these? */
final class DocumentKind {

  static final String EMPTY_FILE =
      "found nothing, expected a PhaseRollout; write one or take the file away";

  private static final String API_VERSION = "phaserollout.dev/v1alpha1";
  private static final String GROUP = "phaserollout.dev/";
  static final String ROLLOUT = "PhaseRollout";
  static final String APPROVAL = "PhaseApproval";

  private static final List<String> KINDS = List.of(ROLLOUT, APPROVAL);

  private DocumentKind() {}

  /** Nothing between two lines of dashes. */
  static boolean isEmpty(YamlNode document) {
    return document instanceof YamlScalar nothing && nothing.kind() == Kind.NULL;
  }

  /** An object of another kind in the same file, such as a ConfigMap. */
  static boolean isOfOtherKind(YamlNode document) {
    if (!(document instanceof YamlMap map)) {
      return false;
    }
    String apiVersion = text(map, "apiVersion");
    String kind = text(map, "kind");
    boolean complete = !apiVersion.isEmpty() && !kind.isEmpty();
    return complete && !apiVersion.startsWith(GROUP) && !KINDS.contains(kind);
  }

  static boolean isApproval(YamlMap document) {
    return text(document, "kind").equals(APPROVAL);
  }

  /** Why a document that is no other object is none of ours either. */
  static Optional<Problem> problemWith(YamlNode document) {
    if (!(document instanceof YamlMap map)) {
      return Optional.of(
          new Problem("", "no object", "a PhaseRollout", "begin with apiVersion: " + API_VERSION));
    }
    String apiVersion = text(map, "apiVersion");
    String kind = text(map, "kind");
    if (!apiVersion.equals(API_VERSION)) {
      return Optional.of(
          new Problem(
              "apiVersion",
              found(map, "apiVersion"),
              API_VERSION,
              "write apiVersion: " + API_VERSION));
    }
    if (!KINDS.contains(kind)) {
      Optional<String> nearest = NearestName.of(kind, KINDS);
      String mend =
          nearest.map(known -> "did you mean '" + known + "'?").orElse("write kind: " + ROLLOUT);
      return Optional.of(new Problem("kind", found(map, "kind"), nearest.orElse(ROLLOUT), mend));
    }
    return Optional.empty();
  }

  private static String text(YamlMap map, String key) {
    return map.get(key).orElse(map) instanceof YamlScalar scalar ? scalar.text() : "";
  }

  private static String found(YamlMap map, String key) {
    return map.get(key)
        .filter(value -> !(value instanceof YamlScalar))
        .map(SchemaWords::found)
        .orElseGet(() -> Problem.of("", text(map, key), "", "").found());
  }
}
