package dev.phaserollout.simulator;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Observation;
import java.util.List;
import java.util.function.Function;

/**
 * Tells a failed schedule so that it can be understood and played again: the rule, the seed, the
 * last moves.
 */
final class FailureReport {

  private static final int OPENING = 2;
  private static final int LAST_LINES = 60;

  private FailureReport() {}

  /** Plays the seed once more, this time writing down what happens. */
  static String of(long seed, Function<Observation, Decision> engine) {
    Verdict verdict = new Schedule(seed, engine, true).play();
    int last = verdict.breaches().stream().mapToInt(Breach::move).min().orElse(verdict.moves());
    List<Trace.Line> lines = verdict.trace().stream().filter(line -> line.move() <= last).toList();
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append('\n');
    lines.stream().limit(OPENING).forEach(line -> text.append(line).append('\n'));
    lines.stream()
        .skip(Math.max(OPENING, lines.size() - LAST_LINES))
        .forEach(line -> text.append(line).append('\n'));
    verdict.breaches().forEach(breach -> text.append(breach).append('\n'));
    return text.append("Play it again: ").append(commandFor(seed)).append('\n').toString();
  }

  static String commandFor(long seed) {
    return "./mvnw -pl operator test -Dtest=SimulatorTest -Dsimulator.seeds=1 -Dsimulator.from="
        + seed;
  }
}
