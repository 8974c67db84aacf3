package dev.phaserollout.simulator;

import dev.phaserollout.engine.Engine;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plays many seeds and says how fast: {@code -Dsimulator.seeds=N -Dsimulator.from=S
 * -Dsimulator.threads=T}. Ends with 1 when any of them failed.
 */
public final class Simulate {

  private static final int TOLD_IN_FULL = 3;

  private Simulate() {}

  public static void main(String[] args) {
    long seeds = Long.getLong("simulator.seeds", 100_000);
    long from = Long.getLong("simulator.from", 1);
    int threads = Integer.getInteger("simulator.threads", 2);
    Batch.Result result =
        new Batch(() -> new Engine(new LiteralExpressions())::decide).play(from, seeds, threads);
    result.failures().stream()
        .limit(TOLD_IN_FULL)
        .map(
            failed -> FailureReport.of(failed.seed(), new Engine(new LiteralExpressions())::decide))
        .forEach(System.out::println);
    Map<String, String> rules = new TreeMap<>();
    result
        .failures()
        .forEach(
            failed ->
                rules.merge(failed.breaches().get(0).rule(), " " + failed.seed(), String::concat));
    rules.forEach((rule, failing) -> System.out.println("BROKEN: " + rule + "; seeds" + failing));
    System.out.println(result.tally());
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d schedules from seed %d, %d moves, %.1f s, %.0f schedules/s on %d threads,"
                + " %.0f per CPU second; %d wait for a person, %d failed",
            result.schedules(),
            from,
            result.moves(),
            result.seconds(),
            result.schedulesPerSecond(),
            threads,
            result.schedulesPerCpuSecond(),
            result.waiting(),
            result.failed()));
    if (result.failed() > 0) {
      System.exit(1);
    }
  }
}
