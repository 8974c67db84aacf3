package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.StatusStore;
import dev.phaserollout.simulator.cluster.FakeCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What stands between one pass of a leader and the cluster: the place where the mishap of the pass
 * happens.
 */
final class Wire implements StatusStore, Effect.Handler<Boolean> {

  private final FakeCluster cluster;
  private final Mishap mishap;
  private final Tally tally;
  private final Trace trace;
  private final List<Effect> late = new ArrayList<>();
  private Optional<Hands> hands = Optional.empty();
  private final IntFunction<Hands> handsFor;
  private final int observedVersion;
  private Runnable whenAccepted = () -> {};
  private boolean wrote;
  private int executed;

  Wire(
      FakeCluster cluster,
      Mishap mishap,
      Tally tally,
      Trace trace,
      int observedVersion,
      IntFunction<Hands> handsFor) {
    this.cluster = cluster;
    this.mishap = mishap;
    this.tally = tally;
    this.trace = trace;
    this.observedVersion = observedVersion;
    this.handsFor = handsFor;
  }

  /** A decision from an old version may be as wrong as it likes: nothing comes of it. */
  void whenAccepted(Runnable judge) {
    whenAccepted = judge;
  }

  /** Effects that a paused process will execute later. */
  List<Effect> late() {
    return late;
  }

  boolean wrote() {
    return wrote;
  }

  @Override
  public boolean replace(PhaseRollout observed, PhaseRolloutStatus next) {
    if (mishap.kind() == Mishap.Kind.CRASH_BEFORE_WRITE) {
      tally.count(Sometimes.CRASH_BEFORE_THE_WRITE);
      throw new Mishap.Crash();
    }
    if (mishap.kind() == Mishap.Kind.WRITE_FAILS) {
      tally.count(Sometimes.WRITE_FAILED);
      trace.line(() -> "  the write fails");
      throw new Mishap.RequestFailed();
    }
    wrote = cluster.replaceStatus(observed, next);
    if (wrote) {
      whenAccepted.run();
    }
    tally.countIf(!wrote, Sometimes.STALE_WRITE_REFUSED);
    if (trace.wanted()) {
      trace.line(
          () -> wrote ? "  writes " + StatusLine.of(next) : "  its write is refused as stale");
    }
    if (mishap.kind() == Mishap.Kind.WRITE_ANSWER_LOST) {
      tally.count(Sometimes.ANSWER_TO_A_WRITE_LOST);
      trace.line(() -> "  the answer to the write is lost");
      throw new Mishap.RequestFailed();
    }
    return wrote;
  }

  @Override
  public Boolean storeRevision(Effect.StoreRevision effect) {
    return execute(effect);
  }

  @Override
  public Boolean preflight(Effect.Preflight effect) {
    return execute(effect);
  }

  @Override
  public Boolean createJob(Effect.CreateJob effect) {
    return execute(effect);
  }

  @Override
  public Boolean cancelJob(Effect.CancelJob effect) {
    return execute(effect);
  }

  @Override
  public Boolean cancelStray(Effect.CancelStray effect) {
    return execute(effect);
  }

  @Override
  public Boolean lookUpJob(Effect.LookUpJob effect) {
    return execute(effect);
  }

  @Override
  public Boolean takeMeasurement(Effect.TakeMeasurement effect) {
    return execute(effect);
  }

  @Override
  public Boolean lookUpRollouts(Effect.LookUpRollouts effect) {
    return execute(effect);
  }

  @Override
  public Boolean expireRuns(Effect.ExpireRuns effect) {
    return execute(effect);
  }

  private boolean execute(Effect effect) {
    int nth = executed++;
    if (!late.isEmpty() || mishap.strikes(Mishap.Kind.LATE_FROM_EFFECT, nth)) {
      trace.line(() -> "  stops before: " + effect);
      late.add(effect);
      return true;
    }
    if (mishap.strikes(Mishap.Kind.CRASH_AT_EFFECT, nth)) {
      boolean first = nth == 0;
      tally.countIf(first && wrote, Sometimes.CRASH_BETWEEN_WRITE_AND_FIRST_EFFECT);
      tally.countIf(!first, Sometimes.CRASH_BETWEEN_TWO_EFFECTS);
      throw new Mishap.Crash();
    }
    boolean creates = effect instanceof Effect.CreateJob;
    if (mishap.strikes(Mishap.Kind.EFFECT_FAILS, nth)) {
      tally.countIf(creates, Sometimes.CREATE_FAILED);
      trace.line(() -> "  fails to " + effect);
      throw new Mishap.RequestFailed();
    }
    trace.line(() -> "  " + effect);
    boolean done = effect.accept(hands());
    if (mishap.strikes(Mishap.Kind.EFFECT_ANSWER_LOST, nth)) {
      tally.countIf(creates, Sometimes.ANSWER_TO_A_CREATE_LOST);
      trace.line(() -> "  the answer is lost");
      throw new Mishap.RequestFailed();
    }
    return done;
  }

  private Hands hands() {
    if (hands.isEmpty()) {
      hands =
          Optional.of(handsFor.apply(wrote ? cluster.rollout().newestVersion() : observedVersion));
    }
    return hands.get();
  }
}
