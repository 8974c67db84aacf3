package dev.phaserollout.controller;

import dev.phaserollout.controller.OperatorSettings.LeaseSettings;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process leads. One that loses its lease stops to write at once and is ended: a
 * process that led once is never made a standby again.
 *
 * <p>Two leaders for a moment cannot be ruled out, and need not be: writes carry the version that
 * was observed, and effects are idempotent by name. The lease keeps replicas from doing each
 * other's work twice.
 */
final class Leadership {

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  /** The values that Kubernetes' own controllers have. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final Duration RENEW = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Optional<LeaseSettings> lease;
  private final Runnable lost;
  private final AtomicBoolean leading;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * Leads from the start where there is no lease.
   *
   * @param lost called once, from any thread, when the lease is lost; not when it is given back
   */
  Leadership(Optional<LeaseSettings> lease, Runnable lost) {
    this.lease = lease;
    this.lost = lost;
    this.leading = new AtomicBoolean(lease.isEmpty());
  }

  boolean leads() {
    return leading.get();
  }

  /**
   * For the framework. As its builder makes it, it does not end the JVM when the lease is lost: it
   * would do so in the middle of a graceful stop as well, from within the stop.
   */
  Optional<LeaderElectionConfiguration> configuration() {
    return lease.map(
        of ->
            LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(of.name())
                .withLeaseNamespace(of.namespace())
                .withIdentity(of.identity())
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEW)
                .withRetryPeriod(RETRY)
                .withLeaderCallbacks(new LeaderCallbacks(this::began, this::ended, this::changed))
                .build());
  }

  /** From here on the end of leadership is what was asked for. */
  void stopping() {
    stopping.set(true);
  }

  /** Gives the lease back, so that a standby need not wait until it runs out. */
  void release(KubernetesClient client) {
    leading.set(false);
    lease.ifPresent(of -> release(client, of));
  }

  private static void release(KubernetesClient client, LeaseSettings of) {
    try {
      Lease held = client.leases().inNamespace(of.namespace()).withName(of.name()).get();
      if (held != null && of.identity().equals(held.getSpec().getHolderIdentity())) {
        held.getSpec().setHolderIdentity("");
        client.resource(held).update();
      }
    } catch (KubernetesClientException kept) {
      LOG.info("The lease was not given back and will run out: {}", kept.getMessage());
    }
  }

  private void began() {
    leading.set(!over.get());
    LOG.atInfo().addKeyValue("lease", lease.map(LeaseSettings::name).orElse("")).log("Leads");
  }

  private void ended() {
    over.set(true);
    boolean led = leading.getAndSet(false);
    if (led && !stopping.get()) {
      LOG.error("Lost the lease and stops; nothing is written from here on");
      lost.run();
    }
  }

  private void changed(String leader) {
    LOG.atInfo().addKeyValue("leader", leader).log("The leader is known");
  }
}
