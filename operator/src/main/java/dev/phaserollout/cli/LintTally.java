package dev.phaserollout.cli;

import dev.phaserollout.lint.Finding;
import dev.phaserollout.lint.Linter.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What all files of a lint came to. */
final class LintTally {

  private final List<Finding> findings = new ArrayList<>();
  private final List<IllegalStateException> defects = new ArrayList<>();
  private int files;
  private int rollouts;
  private int approvals;
  private int others;

  /** Lints one more file. A defect that shows over it must not hide what others have told. */
  void add(String file, Supplier<Report> lint) {
    files++;
    try {
      Report report = lint.get();
      findings.addAll(report.findings());
      rollouts += report.rollouts().size();
      approvals += report.approvals();
      others += report.others();
    } catch (RuntimeException defect) {
      IllegalStateException named =
          new IllegalStateException("the linter broke over " + file, defect);
      defects.add(named);
    }
  }

  /**
   * Ends the lint where the linter itself broke, after the findings were written.
   *
   * @throws IllegalStateException naming the first file that it broke over
   */
  void throwDefect() {
    if (!defects.isEmpty()) {
      IllegalStateException first = defects.get(0);
      defects.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }

  /** Nothing that was looked at is no proof that all is well. */
  void close(List<String> names) {
    if (findings.isEmpty() && rollouts + approvals == 0 && defects.isEmpty()) {
      findings.add(
          Finding.ofFile(
              String.join(" ", names),
              "found no PhaseRollout, expected at least one; name the file that has it"));
    }
    findings.sort(Finding.IN_ORDER);
  }

  List<Finding> findings() {
    return findings;
  }

  /** {@code 2 rollouts in 3 files: no findings (1 object of another kind passed over)}. */
  String summary() {
    String answers = approvals == 0 ? "" : " and " + count(approvals, "approval");
    String looked = count(rollouts, "rollout") + answers + " in " + count(files, "file") + ": ";
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
