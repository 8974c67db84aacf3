package dev.phaserollout.agent;

import dev.phaserollout.errand.ReleaseRecord;
import dev.phaserollout.errand.ReleaseRecord.ApprovalRecord;
import dev.phaserollout.errand.ReleaseRecord.Metric;
import dev.phaserollout.errand.ReleaseRecord.PhaseRecord;
import dev.phaserollout.errand.ReleaseRecord.StepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checkpoint file: final status, measurements, approvals and what is left, for people. */
public final class CheckpointText {

  private static final int SHORT_ID = 12;

  private CheckpointText() {}

  /** The whole content of the file; the same record always gives the same text. */
  public static String of(ReleaseRecord record) {
    List<String> lines = new ArrayList<>();
    lines.add(record.rollout() + " " + record.release());
    lines.add("");
    lines.add("Status:     " + record.status());
    lines.add("Run:        " + record.run());
    lines.add("Started:    " + record.startedAt());
    lines.add("Completed:  " + record.completedAt());
    if (record.baseCommit() != null) {
      lines.add("Began with: " + record.baseCommit());
    }
    section(lines, "Phases", record.phases().stream().flatMap(CheckpointText::phase).toList());
    section(lines, "Metrics", record.metrics().stream().map(CheckpointText::metric).toList());
    section(lines, "Approvals", record.approvals().stream().map(CheckpointText::approval).toList());
    section(
        lines,
        "Outstanding risks",
        record.risks().stream().map(risk -> "  - " + oneLine(risk)).toList());
    return String.join("\n", lines) + "\n";
  }

  private static void section(List<String> lines, String title, List<String> body) {
    lines.add("");
    lines.add(title);
    lines.addAll(body.isEmpty() ? List.of("  none") : body);
  }

  private static Stream<String> phase(PhaseRecord phase) {
    return Stream.concat(
        Stream.of("  " + phase.name() + ": " + phase.state()),
        phase.steps().stream().map(CheckpointText::step));
  }

  private static String step(StepRecord step) {
    String commit = step.commit();
    return "    "
        + step.name()
        + ": "
        + step.state()
        + (commit == null
            ? ""
            : ", commit " + commit.substring(0, Math.min(SHORT_ID, commit.length())));
  }

  private static String metric(Metric metric) {
    return "  "
        + metric.gate()
        + ": "
        + oneLine(metric.measured())
        + (metric.needed() == null ? "" : " (needed: " + oneLine(metric.needed()) + ")");
  }

  private static String approval(ApprovalRecord approval) {
    return "  "
        + approval.question()
        + ": "
        + approval.decision()
        + " by "
        + oneLine(approval.by())
        + " at "
        + approval.time();
  }

  /** What others wrote must not be able to look like a section of its own. */
  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
