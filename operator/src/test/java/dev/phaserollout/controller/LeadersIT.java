package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.controller.OperatorSettings.LeaseSettings;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several operators, with a lease between them and without. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeadersIT {

  private static final String STEPS =
      """
      stepDefaults: {image: IMAGE}
      phases:
        - name: a
          steps:
            - {name: s, run: {command: [sh, -c, 'exit 0']}}
            - {name: t, run: {command: [sh, -c, 'sleep 3']}}
            - {name: u, run: {command: [sh, -c, 'exit 0']}}
      """;

  /** Shorter than the lease itself, so that it was given back and has not run out. */
  private static final Duration BEFORE_THE_LEASE_RUNS_OUT = Duration.ofSeconds(10);

  private final PodCluster cluster;
  private Workplace place;

  LeadersIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.withoutOperator(cluster, "leaders");
  }

  @AfterEach
  void close() {
    place.close();
  }

  private Optional<LeaseSettings> lease(String identity) {
    return Optional.of(new LeaseSettings(place.namespace(), "operator", identity));
  }

  @Test
  void two_operators_without_a_lease_do_nothing_twice() {
    place.startOperator();
    place.startOperator();
    for (int i = 0; i < 5; i++) {
      place.apply("shop-" + i, STEPS);
    }
    for (int i = 0; i < 5; i++) {
      place.awaitState("shop-" + i, "Succeeded");
      assertThat(place.jobs("shop-" + i)).hasSize(3);
      assertThat(place.pods("shop-" + i)).hasSize(3);
    }
  }

  @Test
  void one_leads_and_gives_the_lease_back_when_it_stops() {
    OperatorProcess first = place.startOperator(place.client(), lease("first"), () -> {});
    await().atMost(Workplace.SOON).until(first::leads);
    OperatorProcess second = place.startOperator(place.client(), lease("second"), () -> {});
    place.apply("shop", STEPS);
    place.await("shop", now -> Workplace.holds(now, "t", step -> step.jobUid() != null));
    assertThat(second.leads()).isFalse();
    first.close();
    await().atMost(BEFORE_THE_LEASE_RUNS_OUT).until(second::leads);
    place.awaitState("shop", "Succeeded");
    assertThat(place.jobs("shop")).hasSize(3);
  }

  @Test
  void who_loses_the_lease_says_so_and_writes_nothing_more() {
    AtomicInteger lost = new AtomicInteger();
    OperatorProcess operator =
        place.startOperator(place.client(), lease("first"), lost::incrementAndGet);
    await().atMost(Workplace.SOON).until(operator::leads);
    await().atMost(Workplace.SOON).until(() -> takeOver("somebody-else"));
    await().atMost(Workplace.SOON).until(() -> lost.get() == 1);
    assertThat(operator.leads()).isFalse();
    place.apply("shop", STEPS);
    operator.close();
    assertThat(place.rollout("shop").get().getStatus().run()).isNull();
    assertThat(place.jobs("shop")).isEmpty();
    assertThat(lost).hasValue(1);
  }

  private boolean takeOver(String holder) {
    Lease lease = place.client().leases().inNamespace(place.namespace()).withName("operator").get();
    lease.getSpec().setHolderIdentity(holder);
    lease.getSpec().setLeaseDurationSeconds(3_600);
    lease.getMetadata().setResourceVersion(null);
    place.client().resource(lease).update();
    return true;
  }
}
