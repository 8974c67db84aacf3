package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Pass;
import dev.phaserollout.engine.Wake;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One look at one rollout: observe, decide, store, act, until the answers of the API server change
 * nothing any more. The framework sees to it that a rollout is looked at by one thread at a time.
 *
 * <p>When to look again is worked out anew on every pass, from what the status records, because a
 * timer does not survive a restart.
 */
final class PhaseRolloutReconciler implements Reconciler<PhaseRollout> {

  private static final int FACTS_BOUND = 20_000;

  /** More rounds than answers can bring news in; what is left is done at the next look. */
  private static final int ROUNDS_MAX = 8;

  /** Its version was old, and a newer one is on its way: it will have the rollout looked at. */
  private static final Duration AFTER_A_STALE_WRITE = Duration.ofSeconds(1);

  /** The garbage collector takes what a deleted rollout has left within seconds. */
  private static final Duration AFTER_A_LEFTOVER = Duration.ofSeconds(1);

  private final Engine engine;
  private final OperatorParts parts;
  private final CompletableFuture<Cluster> cluster = new CompletableFuture<>();
  private final Recent<String, JobFacts> facts = new Recent<>(FACTS_BOUND);
  private final RefusedAnswers refused;

  PhaseRolloutReconciler(OperatorParts parts) {
    this.engine = new Engine(parts.expressions());
    this.parts = parts;
    this.refused = new RefusedAnswers(parts.telemetry()::answerRefused);
  }

  @Override
  public List<EventSource<?, PhaseRollout>> prepareEventSources(
      EventSourceContext<PhaseRollout> context) {
    cluster.complete(Cluster.watched(context, parts));
    RolloutStates states = new RolloutStates(context.getPrimaryCache());
    parts.telemetry().countRollouts(states::count);
    parts.telemetry().countQuestions(states::questions);
    return cluster.join().eventSources();
  }

  @Override
  public UpdateControl<PhaseRollout> reconcile(PhaseRollout cached, Context<PhaseRollout> context) {
    Instant began = parts.clock().instant();
    boolean done = false;
    try {
      Optional<Wake> wake = parts.looks().during(() -> settle(parts.known().newest(cached)));
      done = true;
      return next(wake);
    } finally {
      parts.telemetry().reconciled(Duration.between(began, parts.clock().instant()), done);
    }
  }

  private Optional<Wake> settle(PhaseRollout rollout) {
    if (!parts.leading().getAsBoolean()) {
      return Optional.empty();
    }
    Cluster here = cluster.join();
    JobFacts answers = facts.computeIfAbsent(rollout.getMetadata().getUid(), uid -> new JobFacts());
    ClusterStatus status =
        new ClusterStatus(
            parts.client(), parts.known(), parts.telemetry()::changed, parts.leading(), rollout);
    answers.takeReading(); // of an earlier look, which may have ended before its time
    Pass pass = new Pass(engine, status, new ClusterEffects(here.tools(), answers, status::newest));
    for (int round = 1; ; round++) {
      Observation seen = here.view().of(status.newest(), answers);
      Optional<Decision> decision = pass.over(seen);
      if (decision.isEmpty()) {
        return Optional.of(
            new Wake(parts.clock().instant().plus(AFTER_A_STALE_WRITE), "a newer version is read"));
      }
      giveUpMeasuring(here, status.newest(), decision.get());
      refused.tell(status.newest(), seen.world().answers());
      if (!answers.takeNews() || round == ROUNDS_MAX) {
        return answers.takeHeldUp()
            ? Optional.of(
                new Wake(parts.clock().instant().plus(AFTER_A_LEFTOVER), "a leftover is gone"))
            : decision.get().wake();
      }
    }
  }

  /** Once nothing more is to be measured, what still is being measured is for nobody. */
  private static void giveUpMeasuring(Cluster here, PhaseRollout rollout, Decision decision) {
    boolean measuring =
        decision.effects().stream().anyMatch(Effect.TakeMeasurement.class::isInstance);
    if (!measuring && decision.status().run() != null) {
      here.tools().measurements().giveUp(rollout, decision.status().run().number());
    }
  }

  private UpdateControl<PhaseRollout> next(Optional<Wake> wake) {
    UpdateControl<PhaseRollout> control = UpdateControl.noUpdate();
    wake.map(Wake::at).ifPresent(at -> control.rescheduleAfter(until(at)));
    return control;
  }

  /** Rounded up: a look a moment too early would find nothing due and look again at once. */
  private Duration until(Instant at) {
    Duration left = Duration.between(parts.clock().instant(), at);
    return left.isNegative() ? Duration.ofMillis(1) : left.plusMillis(1);
  }
}
