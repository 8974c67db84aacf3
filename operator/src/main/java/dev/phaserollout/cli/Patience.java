package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.TimeSpan;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Waits for what becomes of a rollout on a cluster. */
final class Patience {

  /** Longer than any release. */
  private static final Duration ENDLESS = Duration.ofDays(365);

  private Patience() {}

  /**
   * Watches until it holds.
   *
   * @param seen hears of every change, the first look included
   * @return the rollout as it was when it held
   * @throws Refusal where the rollout is deleted meanwhile, or the time is up
   */
  static PhaseRollout until(
      ClusterSource source,
      Optional<Duration> timeout,
      Consumer<PhaseRollout> seen,
      Predicate<PhaseRollout> holds) {
    PhaseRollout first = source.cluster().rollout(source.name());
    String uid = first.getMetadata().getUid();
    Duration patience = timeout.orElse(ENDLESS);
    try {
      PhaseRollout last =
          source
              .cluster()
              .resource(source.name())
              .waitUntilCondition(
                  now -> gone(now, uid) || holds(now, seen, holds),
                  patience.toMillis(),
                  TimeUnit.MILLISECONDS);
      if (gone(last, uid)) {
        throw new Refusal(Exit.FAILED, "rollout '" + source.name() + "' was deleted meanwhile");
      }
      return last;
    } catch (KubernetesClientTimeoutException late) {
      PhaseRollout stands = source.cluster().rollout(source.name());
      String message = stands.getStatus() == null ? "" : stands.getStatus().message();
      throw new Refusal(
          Exit.FAILED,
          "--wait: the time of "
              + TimeSpan.text(patience)
              + " is up, and rollout '"
              + source.name()
              + "' is still on its way: "
              + message);
    } catch (KubernetesClientException refused) {
      throw ClusterFault.refusal(refused);
    }
  }

  private static boolean gone(PhaseRollout rollout, String uid) {
    return rollout == null || !uid.equals(rollout.getMetadata().getUid());
  }

  private static boolean holds(
      PhaseRollout now, Consumer<PhaseRollout> seen, Predicate<PhaseRollout> holds) {
    seen.accept(now);
    return holds.test(now);
  }
}
