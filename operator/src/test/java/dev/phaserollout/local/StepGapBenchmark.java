package dev.phaserollout.local;

import dev.phaserollout.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long a local run takes from the end of a step to the start of the next one, checkpoint on
 * disk included; beside it what the same folder's disk and this host's processes take alone.
 *
 * <p>A program with a report, not a test: {@code main} takes the folder to work in, so that the
 * disk is the one in question. Needs bash 5, whose clock costs no process.
 */
final class StepGapBenchmark {

  private static final int WARM_UP = 100;
  private static final int MEASURED = 200;

  private final Path folder;

  private StepGapBenchmark(Path folder) {
    this.folder = folder;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args.length == 0 ? "." : args[0]), "gap");
    StepGapBenchmark benchmark = new StepGapBenchmark(folder.toAbsolutePath());
    System.out.println("milliseconds                            p50    p90    p99    max");
    benchmark.report("step ends -> next step's first act", benchmark.gaps());
    benchmark.report("of that: checkpoint flushed to disk", benchmark.flushes());
    benchmark.report("of that: attempt.sh and its command", benchmark.processes());
  }

  private List<Double> gaps() throws IOException {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      steps.add(
          "      - {name: s" + i + ", run: {command: [bash, -c, 'echo $EPOCHREALTIME >> t']}}");
    }
    List<String> phases = new ArrayList<>();
    // As many steps to a phase as the API allows.
    for (int i = 0; i < steps.size(); i += 25) {
      phases.add(
          "  - name: p" + i + "\n    steps:\n" + String.join("\n", steps.subList(i, i + 25)));
    }
    Path file = folder.resolve("rollout.yaml");
    Files.writeString(
        file,
        "apiVersion: phaserollout.dev/v1alpha1\nkind: PhaseRollout\nmetadata: {name: gaps}\nspec:\n"
            + "  phases:\n"
            + String.join("\n", phases).indent(2));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Cli.run(
        new String[] {"run", file.toString()},
        InputStream.nullInputStream(),
        nowhere,
        System.err,
        System.getenv(),
        Clock.systemUTC());
    return differences(
        Files.readAllLines(folder.resolve("t")).subList(WARM_UP, WARM_UP + MEASURED));
  }

  private static List<Double> differences(List<String> seconds) {
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < seconds.size(); i++) {
      BigDecimal gap = new BigDecimal(seconds.get(i)).subtract(new BigDecimal(seconds.get(i - 1)));
      gaps.add(gap.doubleValue() * 1000);
    }
    return gaps;
  }

  private List<Double> flushes() throws IOException {
    byte[] checkpoint = Files.readAllBytes(folder.resolve(".phaserollout/gaps/checkpoint.json"));
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      long begin = System.nanoTime();
      DurableFile.replace(folder.resolve("flushed"), checkpoint);
      times.add((System.nanoTime() - begin) / 1e6);
    }
    return times;
  }

  private List<Double> processes() throws Exception {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      Path attempt = Files.createDirectories(folder.resolve("attempts/" + i));
      long begin = System.nanoTime();
      new ProcessBuilder(
              "setsid",
              "sh",
              folder.resolve(".phaserollout/gaps/attempt.sh").toString(),
              attempt.toString(),
              "job",
              "1",
              "bash",
              "-c",
              "echo $EPOCHREALTIME >> " + folder.resolve("t"))
          .start()
          .waitFor();
      times.add((System.nanoTime() - begin) / 1e6);
    }
    return times;
  }

  private void report(String what, List<Double> times) {
    Collections.sort(times);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-36s %6.1f %6.1f %6.1f %6.1f",
            what,
            at(times, 0.50),
            at(times, 0.90),
            at(times, 0.99),
            at(times, 1.0)));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1.0, Math.floor(share * sorted.size())));
  }
}
