package dev.phaserollout.lint;

import dev.phaserollout.engine.NearestName;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.lint.YamlNode.Kind;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Is a document a rollout, somebody else's object, or neither? */
final class DocumentKind {

  static final String EMPTY_FILE =
      "found nothing, expected a PhaseRollout; write one or take the file away";

  private static final String API_VERSION = "phaserollout.dev/v1alpha1";
  private static final String GROUP = "phaserollout.dev/";
  private static final String KIND = "PhaseRollout";
  private static final String OTHER_KIND = "PhaseApproval";

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
    boolean foreign = !apiVersion.startsWith(GROUP) && !kind.equals(KIND);
    return kind.equals(OTHER_KIND) || (complete && foreign);
  }

  /** Why a document that is no other object is no rollout either. */
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
    if (!kind.equals(KIND)) {
      String mend =
          NearestName.of(kind, List.of(KIND))
              .map(nearest -> "did you mean '" + nearest + "'?")
              .orElse("write kind: " + KIND);
      return Optional.of(new Problem("kind", found(map, "kind"), KIND, mend));
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
