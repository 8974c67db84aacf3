package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Revision;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs preflights beside the reconcile threads, each rollout once at a time, and has the rollout
 * looked at again when one has ended.
 */
final class Preflights {

  private static final Logger LOG = LoggerFactory.getLogger(Preflights.class);

  private static final int BOUND = 2_000;

  private final Recent<String, PreflightReport> reports = new Recent<>(BOUND);
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Executor executor;
  private final BiFunction<PhaseRollout, Revision, PreflightReport> preflight;
  private final RolloutCall call;

  /** Has a rollout looked at again. */
  @FunctionalInterface
  interface RolloutCall {
    void again(String namespace, String name);
  }

  Preflights(
      Executor executor,
      BiFunction<PhaseRollout, Revision, PreflightReport> preflight,
      RolloutCall call) {
    this.executor = executor;
    this.preflight = preflight;
    this.call = call;
  }

  /** The newest report about the rollout, of whichever revision. */
  Optional<PreflightReport> report(PhaseRollout rollout) {
    return reports.get(rollout.getMetadata().getUid());
  }

  /** Starts one unless one is under way. */
  void start(PhaseRollout rollout, Revision revision) {
    String uid = rollout.getMetadata().getUid();
    if (!underWay.add(uid)) {
      return;
    }
    try {
      executor.execute(() -> run(rollout, revision, uid));
    } catch (RejectedExecutionException stopping) {
      underWay.remove(uid);
    }
  }

  private void run(PhaseRollout rollout, Revision revision, String uid) {
    try {
      reports.put(uid, preflight.apply(rollout, revision));
    } catch (RuntimeException defect) {
      LOG.atError()
          .setCause(defect)
          .addKeyValue("namespace", rollout.getMetadata().getNamespace())
          .addKeyValue("rollout", rollout.getMetadata().getName())
          .log("Preflight failed, it is tried again");
    } finally {
      underWay.remove(uid);
      call.again(rollout.getMetadata().getNamespace(), rollout.getMetadata().getName());
    }
  }
}
