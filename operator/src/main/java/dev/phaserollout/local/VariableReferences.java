package dev.phaserollout.local;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $(NAME)} in commands, arguments and values, as the kubelet expands it: a name that is not
 * known stays as it is written, and {@code $$(NAME)} means the text {@code $(NAME)}.
 */
final class VariableReferences {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^)]*)\\)");

  private VariableReferences() {}

  static String expand(String text, Map<String, String> known) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, known)));
  }

  private static String value(MatchResult found, Map<String, String> known) {
    String name = found.group(1);
    if (name == null) {
      return "$";
    }
    return known.getOrDefault(name, found.group());
  }
}
