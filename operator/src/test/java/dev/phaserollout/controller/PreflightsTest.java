package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Revision;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Preflights beside the reconcile threads. */
class PreflightsTest {

  private static final Revision REVISION = new Revision("checkout-1", null);
  private static final PhaseRollout CHECKOUT = Rollouts.named("checkout");
  private static final PhaseRollout PAYMENTS = Rollouts.named("payments");

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
  private final AtomicInteger started = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    threads.shutdownNow();
  }

  @Test
  void a_report_is_there_when_the_rollout_is_looked_at_again() throws InterruptedException {
    Preflights preflights = preflights(this::report);
    assertThat(preflights.report(CHECKOUT)).isEmpty();
    preflights.start(CHECKOUT, REVISION);
    assertThat(calls.poll(10, TimeUnit.SECONDS)).isEqualTo("shop/checkout");
    assertThat(preflights.report(CHECKOUT)).map(PreflightReport::revision).contains("checkout-1");
    assertThat(preflights.report(PAYMENTS)).isEmpty();
  }

  @Test
  void to_start_one_does_not_wait_for_it_and_a_second_is_not_started_beside_it()
      throws InterruptedException {
    Preflights preflights = preflights(this::gatedReport);
    preflights.start(CHECKOUT, REVISION);
    preflights.start(CHECKOUT, REVISION);
    await().until(() -> started.get() == 1);
    preflights.start(CHECKOUT, REVISION);
    gate.countDown();
    assertThat(calls.poll(10, TimeUnit.SECONDS)).isEqualTo("shop/checkout");
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(started).hasValue(1);
    assertThat(calls).isEmpty();
  }

  @Test
  void those_of_two_rollouts_do_not_wait_for_each_other() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    Preflights preflights =
        preflights(
            (rollout, revision) -> {
              both.countDown();
              waitFor(both);
              return report(rollout, revision);
            });
    preflights.start(CHECKOUT, REVISION);
    preflights.start(PAYMENTS, REVISION);
    assertThat(List.of(calls.take(), calls.take()))
        .containsExactlyInAnyOrder("shop/checkout", "shop/payments");
  }

  @Test
  void one_that_breaks_has_the_rollout_looked_at_again_and_can_be_started_again() {
    Preflights preflights =
        new Preflights(
            Runnable::run,
            (rollout, revision) -> {
              if (started.incrementAndGet() == 1) {
                throw new IllegalStateException("defect");
              }
              return report(rollout, revision);
            },
            (namespace, name) -> calls.add(namespace + "/" + name));
    preflights.start(CHECKOUT, REVISION);
    assertThat(calls).hasSize(1);
    assertThat(preflights.report(CHECKOUT)).isEmpty();
    preflights.start(CHECKOUT, REVISION);
    assertThat(preflights.report(CHECKOUT)).isPresent();
  }

  @Test
  void when_the_operator_stops_none_is_started_and_nothing_is_held() {
    AtomicInteger refused = new AtomicInteger();
    Preflights preflights =
        new Preflights(
            task -> {
              refused.incrementAndGet();
              throw new RejectedExecutionException();
            },
            this::report,
            (namespace, name) -> calls.add(name));
    preflights.start(CHECKOUT, REVISION);
    preflights.start(CHECKOUT, REVISION);
    assertThat(refused).hasValue(2);
    assertThat(calls).isEmpty();
  }

  private Preflights preflights(BiFunction<PhaseRollout, Revision, PreflightReport> preflight) {
    return new Preflights(
        threads, preflight, (namespace, name) -> calls.add(namespace + "/" + name));
  }

  private PreflightReport report(PhaseRollout rollout, Revision revision) {
    return new PreflightReport(revision.name(), Instant.EPOCH, List.of(), List.of());
  }

  private PreflightReport gatedReport(PhaseRollout rollout, Revision revision) {
    started.incrementAndGet();
    waitFor(gate);
    return report(rollout, revision);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
