package dev.phaserollout.benchmark.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rounds as a table, and what else was measured, as Markdown. */
final class Report {

  private final List<String> lines = new ArrayList<>();

  void title(String text) {
    lines.add("");
    lines.add("## " + text);
    lines.add("");
    System.out.println("== " + text);
  }

  void header() {
    line(
        "| who | chains × steps | steps/s | gap p50 / p99, ms | writes + events a step | other"
            + " writes | CPU a step, ms | resident, MiB | doubled |");
    line("|---|---|---|---|---|---|---|---|---|");
  }

  void add(Round round) {
    line(
        String.format(
            Locale.ROOT,
            "| %s | %d × %d | %.1f | %s | %.2f + %.2f | %d | %.1f | %.0f | %d |",
            round.who(),
            round.chains(),
            round.steps(),
            round.stepsPerSecond(),
            round.gaps(),
            round.writesPerStep(),
            round.eventsPerStep(),
            round.otherWrites(),
            round.cpuPerStep(),
            round.resident(),
            round.doubled()));
  }

  void line(String text) {
    lines.add(text);
    System.out.println(text);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
