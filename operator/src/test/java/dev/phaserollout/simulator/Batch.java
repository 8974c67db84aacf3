package dev.phaserollout.simulator;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Observation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Plays one seed after the other on several threads; each thread has an engine of its own. */
final class Batch {

  private static final int FAILURES_KEPT = 20;

  /**
   * What came of a batch.
   *
   * @param failures the first that were found, in the order of their seeds
   * @param cpuSeconds of all threads together: what the batch cost on a machine that others use too
   * @param waiting how many schedules ended waiting for a person
   */
  record Result(
      long schedules,
      long moves,
      long waiting,
      long failed,
      List<Verdict> failures,
      Tally tally,
      double seconds,
      double cpuSeconds) {

    double schedulesPerSecond() {
      return schedules / seconds;
    }

    double schedulesPerCpuSecond() {
      return schedules / cpuSeconds;
    }
  }

  private final Supplier<Function<Observation, Decision>> engines;

  Batch(Supplier<Function<Observation, Decision>> engines) {
    this.engines = engines;
  }

  Result play(long from, long count, int threads) {
    AtomicLong next = new AtomicLong(from);
    long start = System.nanoTime();
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Worker worker = new Worker(next, from + count, engines.get());
      worker.start();
      workers.add(worker);
    }
    workers.forEach(Worker::await);
    return Worker.sum(workers, (System.nanoTime() - start) / 1e9);
  }

  private static final class Worker extends Thread {
    private final AtomicLong next;
    private final long end;
    private final Function<Observation, Decision> engine;
    private final Tally tally = new Tally();
    private final List<Verdict> failures = new ArrayList<>();
    private long schedules;
    private long moves;
    private long waiting;
    private long failed;
    private long cpuNanos;

    Worker(AtomicLong next, long end, Function<Observation, Decision> engine) {
      super("schedules");
      setDaemon(true);
      this.next = next;
      this.end = end;
      this.engine = engine;
    }

    @Override
    public void run() {
      for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
        Verdict verdict = new Schedule(seed, engine, false).play();
        schedules++;
        moves += verdict.moves();
        tally.add(verdict.tally());
        waiting += verdict.pending().isEmpty() ? 0 : 1;
        if (!verdict.holds()) {
          failed++;
          if (failures.size() < FAILURES_KEPT) {
            failures.add(verdict);
          }
        }
      }
      cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    void await() {
      try {
        join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the batch was interrupted", interrupted);
      }
    }

    static Result sum(List<Worker> workers, double seconds) {
      Tally tally = new Tally();
      workers.forEach(worker -> tally.add(worker.tally));
      List<Verdict> failures =
          workers.stream()
              .flatMap(worker -> worker.failures.stream())
              .sorted(Comparator.comparingLong(Verdict::seed))
              .toList();
      return new Result(
          workers.stream().mapToLong(worker -> worker.schedules).sum(),
          workers.stream().mapToLong(worker -> worker.moves).sum(),
          workers.stream().mapToLong(worker -> worker.waiting).sum(),
          workers.stream().mapToLong(worker -> worker.failed).sum(),
          failures,
          tally,
          seconds,
          workers.stream().mapToLong(worker -> worker.cpuNanos).sum() / 1e9);
    }
  }
}
