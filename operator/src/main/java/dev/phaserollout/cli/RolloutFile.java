package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.SpecRules.Where;
import dev.phaserollout.lint.Finding;
import dev.phaserollout.lint.Linter;
import dev.phaserollout.lint.Linter.Report;
import dev.phaserollout.lint.Linter.Rollout;
import dev.phaserollout.local.LocalOverrides;
import dev.phaserollout.view.OneLine;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The rollout of a file that is to be run. It is linted first, so that nothing bad starts. */
final class RolloutFile {

  private RolloutFile() {}

  /**
   * Reads the one rollout of a file.
   *
   * @throws Refusal with every finding of the linter, or where there is not exactly one rollout
   */
  static Rollout read(Path file) {
    LintSource source = LintSource.file(file);
    String text = source.text().orElseThrow(() -> refused(List.of(source.unreadable())));
    Report report = new Linter(Where.LOCAL).check(file.toString(), text);
    if (!report.findings().isEmpty()) {
      throw refused(report.findings());
    }
    if (report.rollouts().size() != 1) {
      throw refused(List.of(Finding.ofFile(file.toString(), count(report))));
    }
    return report.rollouts().get(0);
  }

  /**
   * Reads the one rollout of a file, with what the command line says otherwise.
   *
   * @throws Refusal as the other, or where the result cannot be run
   * @throws dev.phaserollout.local.LocalRefusal naming every parameter that the rollout does not
   *     have
   */
  static Rollout read(Path file, LocalOverrides overrides) {
    Rollout written = read(file);
    Rollout meant = new Rollout(written.name(), overrides.over(written.spec()));
    if (!meant.equals(written)) {
      judge(meant);
    }
    return meant;
  }

  /**
   * Judges what the command line has made of a rollout, as if it had been written so.
   *
   * @throws Refusal with every finding of the linter, by field: there is no line to name
   */
  private static void judge(Rollout changed) {
    PhaseRollout written = new PhaseRollout();
    written.setMetadata(new ObjectMetaBuilder().withName(changed.name()).build());
    written.setSpec(changed.spec());
    String text = new KubernetesSerialization().asJson(written);
    List<Finding> findings = new Linter(Where.LOCAL).check("options", text).findings();
    if (!findings.isEmpty()) {
      throw new Refusal(
          Exit.USAGE,
          "the options make a rollout that cannot be run: "
              + findings.stream()
                  .map(finding -> OneLine.exact(finding.field() + ": " + finding.message()))
                  .collect(Collectors.joining("\n  ")));
    }
  }

  private static String count(Report report) {
    return "found "
        + report.rollouts().size()
        + " rollouts, expected one; put each into a file of its own";
  }

  private static Refusal refused(List<Finding> findings) {
    return new Refusal(
        Exit.USAGE,
        findings.stream()
            .map(Finding::text)
            .map(OneLine::exact)
            .collect(Collectors.joining("\n  ")));
  }
}
