package dev.phaserollout.lint;

import dev.phaserollout.lint.YamlNode.YamlList;
import dev.phaserollout.lint.YamlNode.YamlMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of fields: as paths, as places in a file, and as CEL has to write them. */
final class SchemaPaths {

  private static final Pattern PART = Pattern.compile("\\[([0-9]+)]|\\.?([^.\\[]+)");

  /** Words that CEL keeps for itself; Kubernetes puts underscores around a field of that name. */
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private SchemaPaths() {}

  static String child(String field, String key) {
    return field.isEmpty() ? key : field + "." + key;
  }

  static String celName(String field) {
    return RESERVED.contains(field)
        ? "__" + field + "__"
        : field
            .replace("__", "__underscores__")
            .replace(".", "__dot__")
            .replace("-", "__dash__")
            .replace("/", "__slash__");
  }

  /** {@code spec.phases[0]} for {@code spec.phases[0].name}; empty at the top. */
  static String parent(String field) {
    int end = Math.max(field.lastIndexOf('.'), field.lastIndexOf('['));
    return end < 0 ? "" : field.substring(0, end);
  }

  static boolean isIn(YamlNode root, String field) {
    return walk(root, field).whole;
  }

  static Optional<YamlNode> find(YamlNode root, String field) {
    Walk walk = walk(root, field);
    return walk.whole ? Optional.of(walk.node) : Optional.empty();
  }

  /** Where a field stands; where it is missing, the nearest that is there and would contain it. */
  static Place placeOf(YamlNode root, String field) {
    return walk(root, field).node.place();
  }

  private record Walk(YamlNode node, boolean whole) {}

  private static Walk walk(YamlNode root, String field) {
    YamlNode node = root;
    Matcher part = PART.matcher(field);
    while (part.find()) {
      Optional<YamlNode> inner = inner(node, part);
      if (inner.isEmpty()) {
        return new Walk(node, false);
      }
      node = inner.get();
    }
    return new Walk(node, true);
  }

  private static Optional<YamlNode> inner(YamlNode node, Matcher part) {
    if (node instanceof YamlMap map && part.group(2) != null) {
      return map.get(part.group(2));
    }
    if (node instanceof YamlList list && part.group(1) != null) {
      int index = Integer.parseInt(part.group(1));
      return index < list.items().size() ? Optional.of(list.items().get(index)) : Optional.empty();
    }
    return Optional.empty();
  }
}
