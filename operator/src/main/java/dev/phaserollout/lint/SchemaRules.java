package dev.phaserollout.lint;

import dev.phaserollout.gate.CelRules;
import dev.phaserollout.gate.CelRules.Unjudged;
import dev.phaserollout.lint.Schema.Rule;
import dev.phaserollout.lint.SchemaCheck.Claim;
import java.util.Optional;

/** Judges the CEL rules of the CRD in the words of the CRD, which are those of the API server. */
final class SchemaRules {

  private final CelRules rules = new CelRules();

  /** What the rule says against the value; empty where it holds. */
  Optional<String> objection(Claim claim) {
    Rule rule = claim.rule();
    try {
      if (rules.holds(rule.holds(), claim.self())) {
        return Optional.empty();
      }
      return Optional.of(
          rule.messageExpression().isEmpty()
              ? rule.message()
              : rules.text(rule.messageExpression(), claim.self()));
    } catch (Unjudged unjudged) {
      return Optional.of(String.valueOf(unjudged.getMessage()));
    }
  }
}
