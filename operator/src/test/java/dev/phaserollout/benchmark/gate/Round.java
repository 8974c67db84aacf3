package dev.phaserollout.benchmark.gate;

import com.sun.management.OperatingSystemMXBean;
import dev.phaserollout.api.Gate;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.gate.Gates;
import dev.phaserollout.gate.MeasurementPool;
import dev.phaserollout.gate.Measuring;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;

/** One round of the benchmark: gates that are due every ten seconds, spread evenly. */
final class Round {

  static final String HEADER =
      "| gates | of kind | measurements | late p50 / p99 / worst, ms | not Pass | CPU a measurement, ms"
          + " | load average |";
  static final String RULE = "|---|---|---|---|---|---|---|";

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration WATCHED = Duration.ofSeconds(60);

  private final String kind;
  private final String providers;
  private final List<Gate> all = new ArrayList<>();
  private final Set<Gate> unwatched = new LinkedHashSet<>();
  private int watched;
  private final AtomicInteger sequence = new AtomicInteger();
  private final ConcurrentLinkedQueue<Double> lateMillis = new ConcurrentLinkedQueue<>();
  private final AtomicInteger notPassed = new AtomicInteger();

  Round(String kind, String providers) {
    this.kind = kind;
    this.providers = providers;
  }

  Round with(int count, IntFunction<Gate> gate) {
    for (int i = 0; i < count; i++) {
      all.add(gate.apply(i));
    }
    watched = count;
    return this;
  }

  /** Gates that are measured too, and whose lateness is nobody's fault but their provider's. */
  Round unwatched(int count, Gate gate) {
    all.addAll(Collections.nCopies(count, gate));
    unwatched.add(gate);
    return this;
  }

  /** What is measured in it, in a few words. */
  String kind() {
    return kind;
  }

  /** Runs it, and returns its line of the table. */
  String run() {
    System.out.println("== " + kind);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (Measuring measuring = new Measuring(providers);
        MeasurementPool pool = new MeasurementPool(measuring.measurer()::measure, this::record)) {
      schedule(clock, pool);
      waitFor(WARM_UP);
      lateMillis.clear();
      notPassed.set(0);
      long cpu = cpuNanos();
      waitFor(WATCHED);
      double cpuMillis = (cpuNanos() - cpu) / 1e6;
      return line(
          lateMillis.stream().sorted().toList(), cpuMillis, system().getSystemLoadAverage());
    } finally {
      clock.shutdownNow();
    }
  }

  private void schedule(ScheduledExecutorService clock, MeasurementPool pool) {
    Collections.shuffle(all, new Random(1));
    for (int i = 0; i < all.size(); i++) {
      Gate gate = all.get(i);
      clock.scheduleAtFixedRate(
          () ->
              pool.submit(
                  Gates.request(
                      gate, sequence.incrementAndGet(), Instant.now(), Duration.ofDays(1))),
          INTERVAL.toNanos() * i / all.size(),
          INTERVAL.toNanos(),
          TimeUnit.NANOSECONDS);
    }
  }

  private void record(MeasurementRequest request, Measurement measurement) {
    if (unwatched.contains(request.gate())) {
      return;
    }
    lateMillis.add(Duration.between(request.now(), Instant.now()).toNanos() / 1e6);
    if (measurement.verdict() != Verdict.PASS) {
      notPassed.incrementAndGet();
    }
  }

  private String line(List<Double> late, double cpuMillis, double loadAverage) {
    String line =
        String.format(
            Locale.ROOT,
            "| %d | %s | %d | %.1f / %.1f / %.1f | %d | %.2f | %.1f |",
            watched,
            kind,
            late.size(),
            at(late, 0.5),
            at(late, 0.99),
            at(late, 1),
            notPassed.get(),
            cpuMillis / Math.max(1, late.size()),
            loadAverage);
    System.out.println(line);
    return line;
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }

  private static void waitFor(Duration length) {
    long until = System.nanoTime() + length.toNanos();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(length.plusSeconds(5))
        .until(() -> System.nanoTime() >= until);
  }

  private static long cpuNanos() {
    return system().getProcessCpuTime();
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }
}
