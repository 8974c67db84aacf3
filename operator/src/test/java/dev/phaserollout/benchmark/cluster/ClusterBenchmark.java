package dev.phaserollout.benchmark.cluster;

import dev.phaserollout.controlplane.RunningControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures the operator beside the floor, on one control plane, and writes the tables of the report
 * to {@code operator-benchmark.md} in the build folder.
 *
 * <p>Arguments name the parts: {@code gap}, {@code many}, {@code thousand}, {@code default-rate},
 * {@code start}, {@code finished}; all of them where there are none. Properties {@code
 * benchmark.thousand} and {@code benchmark.finished} make those two smaller, to try the program.
 */
public final class ClusterBenchmark {

  private static final List<String> ALL =
      List.of("gap", "many", "thousand", "default-rate", "start", "finished");

  private static final int THOUSAND = Integer.getInteger("benchmark.thousand", 1_000);

  private final Report report = new Report();

  private ClusterBenchmark() {}

  public static void main(String[] args) throws Exception {
    List<String> parts = args.length == 0 ? ALL : List.of(args);
    ClusterBenchmark benchmark = new ClusterBenchmark();
    try (Bench bench = new Bench(RunningControlPlane.start())) {
      benchmark.raisedRate(bench, parts);
    }
    if (parts.contains("default-rate")) {
      try (Bench bench = new Bench(RunningControlPlane.startWithDefaultRate())) {
        benchmark.defaultRate(bench);
      }
    }
    Path file = Path.of(System.getProperty("benchmark.report", "target/operator-benchmark.md"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, benchmark.report.text());
    System.out.println("report: " + file);
    System.exit(benchmark.report.sound() ? 0 : 1);
  }

  private void raisedRate(Bench bench, List<String> parts) throws Exception {
    report.title("Controller manager at 1,000 requests a second");
    report.header();
    if (parts.contains("gap") || parts.contains("many")) {
      warmRounds(bench, parts);
    }
    if (parts.contains("thousand")) {
      try (ChildJvm operator = bench.operator(Bench.JVM)) {
        warmUp(bench, operator);
        report.add(bench.operatorRound(operator, 100, 10));
        report.add(bench.operatorRound(operator, THOUSAND, 10));
      }
    }
    StartAndMemory startAndMemory = new StartAndMemory(bench, report);
    if (parts.contains("start")) {
      report.title("Start to first reconcile");
      startAndMemory.measureStart();
    }
    if (parts.contains("finished")) {
      report.title("Finished rollouts");
      startAndMemory.measureFinished();
    }
  }

  private void warmRounds(Bench bench, List<String> parts) throws Exception {
    try (ChildJvm operator = bench.operator(Bench.JVM)) {
      warmUp(bench, operator);
      if (parts.contains("gap")) {
        for (int round = 0; round < 3; round++) {
          report.add(bench.floorRound(1, 100));
          report.add(bench.operatorRound(operator, 1, 100));
        }
      }
      if (parts.contains("many")) {
        for (int round = 0; round < 2; round++) {
          report.add(bench.floorRound(20, 10));
          report.add(bench.operatorRound(operator, 20, 10));
          report.add(bench.floorRound(100, 10));
          report.add(bench.operatorRound(operator, 100, 10));
        }
      }
    }
  }

  private void defaultRate(Bench bench) throws Exception {
    report.title("Controller manager at its default, 20 requests a second");
    report.header();
    try (ChildJvm operator = bench.operator(Bench.JVM)) {
      bench.operatorRound(operator, 1, 5);
      report.add(bench.floorRound(1, 20));
      report.add(bench.operatorRound(operator, 1, 20));
      report.add(bench.floorRound(20, 10));
      report.add(bench.operatorRound(operator, 20, 10));
    }
  }

  private static void warmUp(Bench bench, ChildJvm operator) throws Exception {
    bench.operatorRound(operator, 20, 10);
    bench.operatorRound(operator, 1, 50);
  }
}
