package dev.phaserollout.lint;

import dev.phaserollout.lint.YamlNode.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a bare word means. kubectl reads YAML 1.1, where {@code yes}, {@code on} and {@code 0o7} are
 * no text; a linter that read YAML 1.2 would pass what the API server refuses.
 */
final class YamlWords {

  private static final Set<String> BOOLEANS =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "true", "True", "TRUE",
          "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF");

  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0|[1-9][0-9_]*|0[0-7_]+|0o[0-7]+|0x[0-9a-fA-F_]+|0b[01_]+)");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private YamlWords() {}

  static Kind kindOf(String word) {
    if (NULLS.contains(word)) {
      return Kind.NULL;
    }
    if (BOOLEANS.contains(word)) {
      return Kind.BOOLEAN;
    }
    if (INTEGER.matcher(word).matches()) {
      return Kind.INTEGER;
    }
    return DECIMAL.matcher(word).matches() ? Kind.DECIMAL : Kind.TEXT;
  }

  static boolean isTrue(String word) {
    return TRUE.contains(word);
  }

  /**
   * The value of a word of kind {@code INTEGER}; what no long can hold is cut to the nearest one.
   */
  static long integer(String word) {
    String digits = word.replace("_", "").replace("+", "");
    boolean negative = digits.startsWith("-");
    String positive = negative ? digits.substring(1) : digits;
    long value = parse(positive);
    return negative ? -value : value;
  }

  private static long parse(String digits) {
    try {
      if (digits.startsWith("0x")) {
        return Long.parseLong(digits.substring(2), 16);
      }
      if (digits.startsWith("0b")) {
        return Long.parseLong(digits.substring(2), 2);
      }
      if (digits.startsWith("0o")) {
        return Long.parseLong(digits.substring(2), 8);
      }
      boolean octal = digits.length() > 1 && digits.startsWith("0");
      return Long.parseLong(digits, octal ? 8 : 10);
    } catch (NumberFormatException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  /** The value of a word of kind {@code DECIMAL}. */
  static double decimal(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.endsWith("nan")) {
      return Double.NaN;
    }
    if (lower.endsWith("inf")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(word);
  }
}
