package dev.phaserollout.engine;

import dev.phaserollout.api.MeasurementStatus;
import dev.phaserollout.api.OnError;
import dev.phaserollout.api.OnInconclusive;
import dev.phaserollout.api.VerdictCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a measurement does to its gate. The limits and their defaults are those of Argo Rollouts'
 * analysis: a limit is what is allowed, so the first one beyond it decides; errors count apart and
 * only in a row. Where Argo Rollouts would pass what was never seen to be good, this asks.
 */
final class GateCount {

  private static final int KEPT = 10;
  private static final int OLD_MESSAGE_MAX = 120;

  private GateCount() {}

  static GateState after(PlanGate gate, GateState before, Measurement taken) {
    VerdictCounts counts = counted(before.counts(), taken.verdict());
    boolean error = taken.verdict() == Verdict.ERROR;
    Duration pause =
        error && gate.spec().interval() == null ? PlanGate.ERROR_RETRY : gate.interval();
    GateState counted =
        new GateState(
            before.word(),
            GateMessages.measuring(gate, taken, counts),
            counts,
            kept(before.measurements(), taken),
            before.query().isEmpty() ? taken.query() : before.query(),
            before.round(),
            before.startedAt(),
            taken.time().plus(pause));
    return judged(gate, counted, taken);
  }

  private static VerdictCounts counted(VerdictCounts c, Verdict verdict) {
    return new VerdictCounts(
        c.pass() + (verdict == Verdict.PASS ? 1 : 0),
        c.fail() + (verdict == Verdict.FAIL ? 1 : 0),
        c.inconclusive() + (verdict == Verdict.INCONCLUSIVE ? 1 : 0),
        c.error() + (verdict == Verdict.ERROR ? 1 : 0),
        verdict == Verdict.PASS ? c.consecutivePass() + 1 : 0,
        verdict == Verdict.ERROR ? c.consecutiveError() + 1 : 0);
  }

  /** Only the newest keeps all of its message: ten of each gate stand in the status. */
  private static List<MeasurementStatus> kept(List<MeasurementStatus> before, Measurement taken) {
    List<MeasurementStatus> kept = new ArrayList<>();
    before.stream()
        .skip(Math.max(0, before.size() - (KEPT - 1)))
        .map(GateCount::shortened)
        .forEach(kept::add);
    kept.add(
        new MeasurementStatus(
            StatusTime.text(taken.time()),
            taken.value().isEmpty() ? null : taken.value(),
            taken.verdict().word(),
            taken.message().isEmpty() ? null : taken.message()));
    return List.copyOf(kept);
  }

  private static MeasurementStatus shortened(MeasurementStatus m) {
    return m.message() == null || m.message().length() <= OLD_MESSAGE_MAX
        ? m
        : new MeasurementStatus(
            m.time(), m.value(), m.verdict(), m.message().substring(0, OLD_MESSAGE_MAX - 1) + "…");
  }

  private static GateState judged(PlanGate gate, GateState state, Measurement taken) {
    VerdictCounts counts = state.counts();
    if (counts.fail() > gate.failureLimit()) {
      return state.as(GateState.Word.FAILED, GateMessages.failed(gate, taken, counts));
    }
    if (counts.consecutiveError() > gate.consecutiveErrorLimit()) {
      return notMeasurable(gate, state, GateMessages.errors(gate, taken, counts));
    }
    if (counts.inconclusive() > gate.inconclusiveLimit()) {
      return inconclusive(gate, state, GateMessages.inconclusive(gate, taken, counts));
    }
    if (gate.consecutiveSuccessLimit() > 0
        && counts.consecutivePass() >= gate.consecutiveSuccessLimit()) {
      return state.as(GateState.Word.PASSED, GateMessages.passed(gate, taken, counts));
    }
    return ended(gate, state, taken);
  }

  private static GateState ended(PlanGate gate, GateState state, Measurement taken) {
    VerdictCounts counts = state.counts();
    int judged = counts.pass() + counts.fail() + counts.inconclusive();
    boolean counted = gate.count().filter(count -> judged >= count).isPresent();
    if (counted && (gate.consecutiveSuccessLimit() > 0 || counts.pass() == 0)) {
      return inconclusive(gate, state, GateMessages.neverGood(gate, counts));
    }
    boolean baked =
        taken.verdict() == Verdict.PASS
            && gate.bake()
                .map(bake -> state.startedAt().plus(gate.initialDelay()).plus(bake))
                .filter(end -> !taken.time().isBefore(end))
                .isPresent();
    return counted || baked
        ? state.as(GateState.Word.PASSED, GateMessages.passed(gate, taken, counts))
        : state;
  }

  /** A gate that has not come to a verdict within its timeout. */
  static GateState late(PlanGate gate, GateState state, Instant now) {
    boolean over =
        state.measuring()
            && gate.timeout()
                .map(state.startedAt()::plus)
                .filter(end -> !now.isBefore(end))
                .isPresent();
    return over ? notMeasurable(gate, state, GateMessages.late(gate, state.counts())) : state;
  }

  /**
   * A gate that has not come to a verdict while its phase or run had time: no clock fails a gate,
   * because nobody knows that something is bad.
   *
   * @param end when that time is up; a gate that a person has measured again since is left alone
   */
  static GateState outOfTime(PlanGate gate, GateState state, Instant now, Instant end) {
    boolean over = state.measuring() && state.startedAt().isBefore(end) && !now.isBefore(end);
    return over ? notMeasurable(gate, state, GateMessages.outOfTime(gate, state.counts())) : state;
  }

  private static GateState inconclusive(PlanGate gate, GateState state, String why) {
    if (gate.onInconclusive() == OnInconclusive.Pass) {
      return state.as(GateState.Word.PASSED, why);
    }
    return state.as(
        gate.onInconclusive() == OnInconclusive.Fail
            ? GateState.Word.FAILED
            : GateState.Word.IN_DOUBT,
        why);
  }

  private static GateState notMeasurable(PlanGate gate, GateState state, String why) {
    return state.as(
        gate.onError() == OnError.Fail ? GateState.Word.FAILED : GateState.Word.IN_DOUBT, why);
  }
}
