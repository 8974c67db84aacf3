package dev.phaserollout.telemetry;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what happens to rollouts, as metrics, traces, events and log lines. One of it is made for a
 * process and told of every status that was stored.
 *
 * <p>Every method may be called by any thread at any time. None blocks: spans are sent and events
 * written in the background, by others. None throws for what goes wrong in telling: it is logged
 * and counted as {@code phaserollout_telemetry_failures_total}. Statuses of one rollout are to be
 * told in the order in which they were stored, which a controller that works on a rollout in one
 * thread at a time does by itself.
 *
 * <p>What is told is told once and not kept: an operator that ends between storing a status and
 * telling it has not told it. Status and history are the record; this is not.
 */
public final class Telemetry implements AutoCloseable {

  private final Logger log = LoggerFactory.getLogger(Telemetry.class);
  private final MeterRegistry registry;
  private final Meters meters;
  private final RolloutMeters counts;
  private final RolloutLog lines;
  private final Optional<TraceSetup> traces;
  private final EventSink events;
  private final Clock clock;
  private final ProcessMeters process;

  private Telemetry(
      MeterRegistry registry, Optional<TraceSetup> traces, EventSink events, Clock clock) {
    this.registry = registry;
    this.meters = new Meters(registry);
    this.counts = new RolloutMeters(meters);
    this.lines = new RolloutLog(LoggerFactory.getLogger(RolloutLog.NAME));
    this.traces = traces;
    this.events = events;
    this.clock = clock;
    this.process = new ProcessMeters(registry);
  }

  /**
   * Begins to measure the process, and makes ready to tell of rollouts.
   *
   * @param registry where metrics are kept; whoever made it serves and closes it
   * @param environment where the {@code OTEL_*} variables are looked up
   * @param events takes events; called on the thread that reports a status
   * @param clock for what a status has no time of
   * @throws IllegalArgumentException when the environment asks for traces in a way that cannot be
   *     done; says which variable and how to mend it
   */
  public static Telemetry start(
      MeterRegistry registry, Map<String, String> environment, EventSink events, Clock clock) {
    return new Telemetry(registry, TraceSetup.of(environment), events, clock);
  }

  /**
   * To be called after each status write that the API server took, and only then.
   *
   * @param before the status that was replaced; empty where there was none
   * @param after the rollout as it was stored
   */
  public void changed(Optional<PhaseRolloutStatus> before, PhaseRollout after) {
    PhaseRolloutStatus status = after.getStatus();
    if (status == null) {
      return;
    }
    safely(
        "difference",
        () -> {
          Instant now = clock.instant();
          List<Happening> happenings = Happenings.between(before, status, now);
          if (!happenings.isEmpty()) {
            tell(after, happenings);
            safely(
                "events",
                () ->
                    HappeningEvents.of(happenings, now)
                        .forEach(event -> events.publish(after, event)));
          }
        });
  }

  /**
   * To be called once for each answer of a person that does not count, which no status tells.
   *
   * @param rollout the one that the answer names, as it is stored; nothing is told while it has no
   *     run
   */
  public void answerRefused(PhaseRollout rollout, RefusedAnswer answer) {
    PhaseRolloutStatus status = rollout.getStatus();
    RunStatus run = status == null ? null : status.run();
    if (status == null || run == null) {
      return;
    }
    safely(
        "difference",
        () -> {
          Happening refused = QuestionHappenings.refused(status, run, answer);
          Instant now = clock.instant();
          tell(rollout, List.of(refused));
          safely(
              "events",
              () ->
                  HappeningEvents.of(List.of(refused), now)
                      .forEach(event -> events.publish(rollout, event.afterItsStatus())));
        });
  }

  private void tell(PhaseRollout rollout, List<Happening> happenings) {
    String namespace = StatusWords.orEmpty(rollout.getMetadata().getNamespace());
    String name = StatusWords.orEmpty(rollout.getMetadata().getName());
    safely("metrics", () -> happenings.forEach(found -> counts.tell(namespace, found)));
    safely("logs", () -> happenings.forEach(found -> lines.tell(namespace, name, found)));
    traces.ifPresent(
        setup ->
            safely(
                "traces",
                () -> happenings.forEach(found -> setup.spans().tell(namespace, name, found))));
  }

  /**
   * To be called when the pod of a Job is seen for the first time.
   *
   * @param sinceJob from the creation of the Job to the creation of its pod
   */
  public void podCreated(Duration sinceJob) {
    safely("metrics", () -> meters.time(Metric.POD_CREATION, sinceJob));
  }

  /**
   * To be called after each pass over a rollout.
   *
   * @param took the time of the pass, its writes included
   * @param done false where the pass failed and is to be repeated
   */
  public void reconciled(Duration took, boolean done) {
    safely("metrics", () -> meters.time(Metric.RECONCILE, took, done ? "done" : "failed"));
  }

  /**
   * Shows from now on how many rollouts are in which state. To be called once.
   *
   * @param states the number of rollouts by {@code status.state}; asked some twenty times a scrape,
   *     so it is to count what is in memory
   */
  public void countRollouts(Supplier<Map<String, Integer>> states) {
    StateGauges.register(registry, Metric.ROLLOUTS, StateGauges.STATES, states);
  }

  /**
   * Shows from now on how many questions wait for a person. To be called once.
   *
   * @param kinds the number of {@code status.questions} by kind; asked as often as the states of
   *     rollouts are
   */
  public void countQuestions(Supplier<Map<String, Integer>> kinds) {
    StateGauges.register(registry, Metric.QUESTIONS_OPEN, LabelWords.KINDS, kinds);
  }

  /** Sends the spans that are left, for some seconds at most. The registry stays open. */
  @Override
  public void close() {
    safely("traces", () -> traces.ifPresent(TraceSetup::close));
    process.close();
  }

  private void safely(String part, Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException defect) {
      meters.count(Metric.TELEMETRY_FAILURES, part);
      log.warn("Could not tell what happened to a rollout ({})", part, defect);
    }
  }
}
