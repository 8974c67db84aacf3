package dev.phaserollout.simulator;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.simulator.cluster.FakeCluster;
import dev.phaserollout.simulator.cluster.History;
import java.time.Instant;
import java.util.List;

/**
 * What a process had still to do when it was paused. The world goes on meanwhile.
 *
 * @param version that the process had written or seen when it decided
 */
record LateEffects(List<Effect> effects, Instant dueAt, int version, Leader leader, Hands hands) {

  private static final int NO_RUN = Integer.MAX_VALUE;

  void arrive(FakeCluster cluster, Tally tally, Trace trace) {
    boolean overtaken = cluster.rollout().newestVersion() > version;
    for (Effect effect : effects) {
      trace.line(() -> leader + " at last: " + effect);
      if (effect instanceof Effect.CreateJob create) {
        tally.countIf(overtaken, Sometimes.LATE_CREATE_BY_AN_OLD_LEADER);
        tally.countIf(
            wasCancelled(cluster.history(), create.job().attempt()),
            Sometimes.LATE_CREATE_AFTER_THE_ATTEMPT_WAS_CANCELLED);
      }
      effect.accept(hands);
    }
  }

  void forget(int runsUpTo) {
    effects.removeIf(effect -> runOf(effect) <= runsUpTo);
  }

  /** The run that an effect belongs to; beyond every run where it belongs to none. */
  static int runOf(Effect effect) {
    if (effect instanceof Effect.CreateJob create) {
      return create.job().attempt().run();
    }
    if (effect instanceof Effect.CancelJob cancel) {
      return cancel.job().attempt().run();
    }
    return NO_RUN;
  }

  private static boolean wasCancelled(History history, Attempt attempt) {
    return history.cancellations().stream().anyMatch(one -> one.attempt().equals(attempt))
        || history.births().stream()
            .anyMatch(birth -> birth.suspended() && birth.request().attempt().equals(attempt));
  }
}
