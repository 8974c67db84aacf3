package dev.phaserollout.cli;

import dev.phaserollout.lint.Finding;
import dev.phaserollout.lint.Linter.Report;
import java.util.ArrayList;
import java.util.List;

/** What all files of a lint came to. */
final class LintTally {

  private final List<Finding> findings = new ArrayList<>();
  private int files;
  private int rollouts;
  private int others;

  void add(Report report) {
    findings.addAll(report.findings());
    files++;
    rollouts += report.rollouts().size();
    others += report.others();
  }

  /** Nothing that was looked at is no proof that all is well. */
  void close(List<String> names) {
    if (findings.isEmpty() && rollouts == 0) {
      findings.add(
          new Finding(
              String.join(" ", names),
              1,
              1,
              "",
              "found no PhaseRollout, expected at least one; name the file that has it"));
    }
    findings.sort(Finding.IN_ORDER);
  }

  List<Finding> findings() {
    return findings;
  }

  /** {@code 2 rollouts in 3 files: no findings (1 object of another kind passed over)}. */
  String summary() {
    String looked = count(rollouts, "rollout") + " in " + count(files, "file") + ": ";
    String passed =
        others == 0 ? "" : " (" + count(others, "object") + " of another kind passed over)";
    return looked
        + (findings.isEmpty() ? "no findings" : count(findings.size(), "finding"))
        + passed;
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
