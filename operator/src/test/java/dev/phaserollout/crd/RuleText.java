package dev.phaserollout.crd;

import dev.phaserollout.api.shape.Rule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;

/**
 * A rule of the API as the schema has it, with its message in the form that every message of the
 * project has.
 */
final class RuleText {

  private RuleText() {}

  static ValidationRule of(Rule rule) {
    ValidationRule made = new ValidationRule();
    made.setRule(rule.value());
    String rest = ", expected " + rule.expected() + "; " + rule.mend();
    if (rule.found().isEmpty()) {
      made.setMessageExpression("\"found '\" + " + rule.shown() + " + \"'" + quoted(rest) + "\"");
    } else {
      made.setMessage("found " + rule.found() + rest);
    }
    if (!rule.at().isEmpty()) {
      made.setFieldPath(rule.at());
    }
    return made;
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
