package dev.phaserollout.lint;

import dev.phaserollout.engine.Problem;
import dev.phaserollout.lint.Schema.Rule;
import dev.phaserollout.lint.YamlNode.Kind;
import dev.phaserollout.lint.YamlNode.YamlList;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;

/** The types of a schema in the words of people who write YAML. */
final class SchemaWords {

  private SchemaWords() {}

  static boolean fits(Kind kind, String type) {
    return switch (type) {
      case "string" -> kind == Kind.TEXT;
      case "integer" -> kind == Kind.INTEGER;
      case "number" -> kind == Kind.INTEGER || kind == Kind.DECIMAL;
      case "boolean" -> kind == Kind.BOOLEAN;
      default -> false;
    };
  }

  static Problem wrongType(YamlNode node, Schema schema, String field) {
    if (node instanceof YamlScalar scalar
        && scalar.kind() == Kind.INTEGER
        && schema.rules().stream().anyMatch(SchemaWords::asksForDuration)) {
      // In quotes it would be the next finding.
      String number = number(scalar);
      String mend = "write " + number + "s or " + number + "m";
      return new Problem(field, number, "a duration with its unit", mend);
    }
    return new Problem(field, found(node), wanted(schema.type()), mend(node, schema.type()));
  }

  private static boolean asksForDuration(Rule rule) {
    return rule.messageExpression().contains("expected a duration");
  }

  static String found(YamlNode node) {
    if (node instanceof YamlMap) {
      return "a map";
    }
    if (node instanceof YamlList) {
      return "a list";
    }
    YamlScalar scalar = (YamlScalar) node;
    return switch (scalar.kind()) {
      case NULL -> "nothing";
      case TEXT -> "the text '" + scalar.text() + "'";
      case BOOLEAN -> bool(scalar.text());
      default -> scalar.text();
    };
  }

  /** A number as it was written, in no quotes; cut where nobody would read it to its end. */
  static String number(YamlScalar scalar) {
    String quoted = Problem.of("", scalar.text(), "", "").found();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String bool(String word) {
    String meaning = String.valueOf(YamlWords.isTrue(word));
    return word.equals(meaning) ? word : word + ", which YAML reads as " + meaning;
  }

  private static String wanted(String type) {
    return switch (type) {
      case "object" -> "a map of fields";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      default -> "true or false";
    };
  }

  private static String mend(YamlNode node, String type) {
    boolean nothing = node instanceof YamlScalar scalar && scalar.kind() == Kind.NULL;
    if (nothing) {
      return "write one, or take the field away";
    }
    return switch (type) {
      case "object" -> "write its fields under it, indented";
      case "array" -> "put '- ' in front of each item";
      case "string" ->
          node instanceof YamlScalar scalar
              ? "put it in quotes: \"" + scalar.text() + "\""
              : "write it on one line";
      case "integer", "number" -> "write it in digits and without quotes";
      default -> "write one of the two, without quotes";
    };
  }

  /** A text that is too long is shown; of lists and maps only the number says something. */
  static String shown(YamlNode node, int size, String of) {
    return node instanceof YamlScalar scalar && !scalar.text().isEmpty()
        ? Problem.of("", scalar.text(), "", "").found() + " with " + size + " " + of
        : size + " " + of;
  }
}
