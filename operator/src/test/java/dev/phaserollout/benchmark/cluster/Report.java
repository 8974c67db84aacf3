package dev.phaserollout.benchmark.cluster;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The rounds as a table, and what else was measured, as Markdown. */
final class Report {

  private final List<String> lines = new ArrayList<>();
  private final Map<String, Double> floors = new HashMap<>();

  private boolean sound = true;

  void title(String text) {
    lines.add("");
    lines.add("## " + text);
    lines.add("");
    System.out.println("== " + text);
  }

  void header() {
    line(
        "| who | chains × steps | steps/s | of the floor | gap p50 / p99, ms | writes + events a"
            + " step | CPU a step, ms | of the control plane | resident, MiB | doubled | load |");
    line("|---|---|---|---|---|---|---|---|---|---|---|");
  }

  /** A row; the floor of the same shape stands before the operator, as its measure. */
  void add(Round round) {
    String shape = round.chains() + " × " + round.steps();
    if (round.who().equals("floor")) {
      floors.put(shape, round.stepsPerSecond());
    }
    OptionalDouble share =
        floors.containsKey(shape)
            ? OptionalDouble.of(round.stepsPerSecond() / floors.get(shape))
            : OptionalDouble.empty();
    sound &= round.doubled() == 0;
    line(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.1f | %s | %s | %.2f + %.2f | %.1f | %.1f | %.0f | %d | %.0f" + " |",
            round.who(),
            shape,
            round.stepsPerSecond(),
            share.isPresent() ? String.format(Locale.ROOT, "%.2f", share.getAsDouble()) : "",
            round.gaps(),
            round.writesPerStep(),
            round.eventsPerStep(),
            round.cpuPerStep(),
            round.planeCpuPerStep(),
            round.resident(),
            round.doubled(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
  }

  void line(String text) {
    lines.add(text);
    System.out.println(text);
  }

  /** Whether no attempt had two pods, and no step two Jobs, in any round. */
  boolean sound() {
    return sound;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
