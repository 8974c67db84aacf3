package dev.phaserollout.benchmark;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.simulator.LiteralExpressions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision on 400 steps, half of them done; the design allows a millisecond. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecisionBenchmark {

  private final Engine engine = new Engine(new LiteralExpressions());
  private Observation quiet;
  private Observation stepEnded;

  @Setup
  public void playHalfOfIt() {
    quiet = LargeRollout.quietInTheMiddle();
    stepEnded = LargeRollout.stepEndedInTheMiddle();
  }

  /** An event that changes nothing: what most decisions are. */
  @Benchmark
  public Decision nothingHappened() {
    return engine.decide(quiet);
  }

  /** The outcome is recorded, and the next step is ordered. */
  @Benchmark
  public Decision aStepEnded() {
    return engine.decide(stepEnded);
  }
}
