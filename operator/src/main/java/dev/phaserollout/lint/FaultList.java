package dev.phaserollout.lint;

import dev.phaserollout.engine.Problem;
import dev.phaserollout.lint.SchemaCheck.Claim;
import dev.phaserollout.lint.SchemaCheck.Fault;
import dev.phaserollout.lint.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The faults of one rollout, each told once. Schema and engine know some rules both, because a
 * local run has no API server: what was found at a field before is not found there again, and where
 * the engine can say more exactly where a rule of the CRD is broken, that place is told.
 */
final class FaultList {

  private record Told(Place place, String field, String message) {}

  /**
   * @param owner the field of the value that the rule stands at
   */
  private record BrokenRule(String owner, Told told) {}

  private final YamlMap document;
  private final List<Told> told = new ArrayList<>();
  private final Set<String> fields = new HashSet<>();
  private final List<BrokenRule> rules = new ArrayList<>();

  FaultList(YamlMap document) {
    this.document = document;
  }

  void addShape(Fault fault) {
    String field = fault.problem().field();
    fields.add(field);
    told.add(new Told(fault.place(), field, fault.problem().message()));
  }

  void addRule(Claim claim, String message) {
    String field = claim.field() + claim.rule().at();
    String shown = field.startsWith(".") ? field.substring(1) : field;
    if (claim.rule().at().isEmpty() && claim.field().isEmpty()) {
      shown = "metadata.name";
    }
    Told rule = new Told(SchemaPaths.placeOf(document, shown), shown, message);
    rules.add(new BrokenRule(claim.field(), rule));
    fields.add(shown);
  }

  void addReference(Problem problem) {
    boolean ownerIsMissing = !SchemaPaths.isIn(document, SchemaPaths.parent(problem.field()));
    if (fields.contains(problem.field()) || ownerIsMissing) {
      return;
    }
    String sameRule = "expected " + problem.expected() + ";";
    rules.removeIf(
        rule -> isInside(problem.field(), rule.owner) && rule.told.message.contains(sameRule));
    told.add(
        new Told(
            SchemaPaths.placeOf(document, problem.field()), problem.field(), problem.message()));
  }

  List<Finding> in(String file) {
    List<Told> all = new ArrayList<>(told);
    rules.forEach(rule -> all.add(rule.told));
    return all.stream()
        .distinct()
        .map(
            fault ->
                new Finding(
                    file, fault.place.line(), fault.place.column(), fault.field, fault.message))
        .toList();
  }

  private static boolean isInside(String field, String outer) {
    return field.startsWith(outer + ".") || field.startsWith(outer + "[");
  }
}
