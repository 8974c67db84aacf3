package dev.phaserollout.agent;

import dev.phaserollout.errand.ReleaseRecord;
import dev.phaserollout.errand.ReleaseRecord.PhaseRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The progress file, which people write and the agent marks: a block between two comments says that
 * a release is complete; everything outside of it stays as it is, line ends included.
 */
public final class ProgressText {

  private static final String END = "<!-- phaserollout: end -->";

  private ProgressText() {}

  /**
   * The new content of the file.
   *
   * @param before its content so far, empty where there is none
   */
  public static String of(String before, ReleaseRecord record) {
    String lineEnd = before.contains("\r\n") ? "\r\n" : "\n";
    String begin = "<!-- phaserollout: " + record.rollout() + " " + record.release() + " -->";
    String block = String.join(lineEnd, block(begin, record));
    int from = before.indexOf(begin);
    int to = from < 0 ? -1 : before.indexOf(END, from);
    if (to >= 0) {
      return before.substring(0, from) + block + before.substring(to + END.length());
    }
    String gap = before.isEmpty() || before.endsWith(lineEnd) ? "" : lineEnd;
    return before + gap + (before.isEmpty() ? "" : lineEnd) + block + lineEnd;
  }

  private static List<String> block(String begin, ReleaseRecord record) {
    List<String> lines = new ArrayList<>();
    lines.add(begin);
    lines.add("## " + record.release() + " complete");
    lines.add("");
    lines.add(
        "Run " + record.run() + " of " + record.rollout() + ", " + record.completedAt() + ".");
    lines.add("");
    for (PhaseRecord phase : record.phases()) {
      boolean asUsual = phase.state().equals("Succeeded");
      lines.add("- [x] " + phase.name() + (asUsual ? "" : " (" + phase.state() + ")"));
    }
    lines.add(END);
    return lines;
  }
}
