package dev.phaserollout.lint;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Expressions;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.engine.SpecRules;
import dev.phaserollout.engine.SpecRules.Where;
import dev.phaserollout.gate.CelExpressions;
import dev.phaserollout.gate.ProvidedGates;
import dev.phaserollout.lint.SchemaCheck.Claim;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlReader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds what is wrong with files of rollouts and answers: the text, the shape, the CRD's CEL rules
 * and the rules of engine and gates, all at once. Reads no file itself and asks nobody.
 */
public final class Linter {

  private static final Problem UNREADABLE =
      new Problem(
          "spec",
          "a value that the operator cannot hold",
          "what the CRD describes",
          "mend the other findings first; if there are none, report it with the file");

  private final Where where;
  private final CompletableFuture<Expressions> expressions;
  private final CompletableFuture<ProvidedGates> gates;
  private final CompletableFuture<SchemaRules> rules;
  private final CompletableFuture<RolloutReader> reader;
  private final Schema rolloutSchema = SchemaArchive.load(DocumentKind.ROLLOUT);
  private final Schema approvalSchema = SchemaArchive.load(DocumentKind.APPROVAL);

  /**
   * @param where what the rollouts are to be fit for
   */
  public Linter(Where where) {
    this.where = where;
    // Each of these loads a library, which takes longer than all that is done with it afterwards.
    this.rules = CompletableFuture.supplyAsync(SchemaRules::new);
    this.expressions = CompletableFuture.supplyAsync(CelExpressions::new);
    this.gates = CompletableFuture.supplyAsync(ProvidedGates::anywhere);
    this.reader = CompletableFuture.supplyAsync(RolloutReader::new);
  }

  /**
   * What came of a text.
   *
   * @param findings from top to bottom
   * @param rollouts the rollouts in it, as far as they could be read; whole where there are no
   *     findings
   * @param approvals how many answers were looked at
   * @param others how many objects of other kinds were passed over
   */
  public record Report(List<Finding> findings, List<Rollout> rollouts, int approvals, int others) {}

  /** The name of a rollout and what it says. */
  public record Rollout(String name, PhaseRolloutSpec spec) {}

  /**
   * Checks every document of a YAML text.
   *
   * @param file what findings call it
   */
  public Report check(String file, String text) {
    Reading reading = YamlReader.read(text);
    List<Finding> findings = new ArrayList<>();
    reading
        .faults()
        .forEach(fault -> findings.add(finding(file, fault.place(), "", fault.message())));
    List<Rollout> rollouts = new ArrayList<>();
    RolloutNames names = new RolloutNames();
    int approvals = 0;
    int others = 0;
    for (YamlNode document : reading.documents()) {
      if (DocumentKind.isEmpty(document)) {
        continue;
      }
      Optional<Problem> unknown = DocumentKind.problemWith(document);
      if (DocumentKind.isOfOtherKind(document)) {
        others++;
      } else if (unknown.isPresent()) {
        findings.add(finding(file, document, unknown.get()));
      } else if (DocumentKind.isApproval((YamlMap) document)) {
        approvals++;
        findings.addAll(approval(file, (YamlMap) document));
      } else {
        findings.addAll(rollout(file, (YamlMap) document, rollouts));
        names.doubled(document).ifPresent(twice -> findings.add(finding(file, document, twice)));
      }
    }
    if (reading.documents().isEmpty() && reading.faults().isEmpty()) {
      findings.add(finding(file, Place.START, "", DocumentKind.EMPTY_FILE));
    }
    findings.sort(Finding.IN_ORDER);
    return new Report(List.copyOf(findings), List.copyOf(rollouts), approvals, others);
  }

  /** Whether it answers an open question is for the cluster to say. */
  private List<Finding> approval(String file, YamlMap document) {
    SchemaCheck.Outcome outcome =
        SchemaCheck.check(document, DocumentKind.APPROVAL, approvalSchema);
    FaultList faults = new FaultList(document);
    outcome.faults().forEach(faults::addShape);
    judge(outcome, faults);
    return faults.in(file);
  }

  private void judge(SchemaCheck.Outcome outcome, FaultList faults) {
    for (Claim claim : outcome.claims()) {
      rules.join().objection(claim).ifPresent(text -> faults.addRule(claim, text));
    }
  }

  private List<Finding> rollout(String file, YamlMap document, List<Rollout> rollouts) {
    SchemaCheck.Outcome outcome = SchemaCheck.check(document, DocumentKind.ROLLOUT, rolloutSchema);
    FaultList faults = new FaultList(document);
    outcome.faults().forEach(faults::addShape);
    // Beside the rules, for the same reason as above.
    CompletableFuture<Optional<Rollout>> records =
        reader.thenApplyAsync(it -> it.read(outcome.value()));
    judge(outcome, faults);
    records
        .join()
        .ifPresentOrElse(
            rollout -> {
              rollouts.add(rollout);
              CommandWords.check(rollout.spec()).forEach(faults::addReference);
              SpecRules.check(where, rollout.name(), rollout.spec(), expressions.join())
                  .forEach(faults::addReference);
              gates.join().check(rollout.spec()).forEach(faults::addReference);
            },
            () -> faults.addReference(UNREADABLE));
    return faults.in(file);
  }

  private static Finding finding(String file, YamlNode document, Problem problem) {
    Place place = SchemaPaths.placeOf(document, problem.field());
    return finding(file, place, problem.field(), problem.message());
  }

  private static Finding finding(String file, Place place, String field, String message) {
    return new Finding(file, place.line(), place.column(), field, message);
  }
}
