package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.controller.OperatorSettings.LeaseSettings;
import dev.phaserollout.job.Yaml;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leads, what the framework is told of it, and what a lost lease leads to. */
class LeadershipTest {

  private static final String LEASE = "/apis/coordination.k8s.io/v1/namespaces/ops/leases/operator";

  private final AtomicInteger lost = new AtomicInteger();
  private final Leadership leadership =
      new Leadership(
          Optional.of(new LeaseSettings("ops", "operator", "pod-1")), lost::incrementAndGet);

  @Test
  void without_a_lease_it_leads_from_the_start_and_the_framework_elects_nobody() {
    Leadership alone = new Leadership(Optional.empty(), lost::incrementAndGet);
    assertThat(alone.leads()).isTrue();
    assertThat(alone.configuration()).isEmpty();
  }

  @Test
  void the_framework_is_told_the_lease_and_the_times_of_kubernetes_own_controllers() {
    LeaderElectionConfiguration configuration = configuration();
    assertThat(configuration.getLeaseNamespace()).contains("ops");
    assertThat(configuration.getLeaseName()).isEqualTo("operator");
    assertThat(configuration.getIdentity()).contains("pod-1");
    assertThat(configuration.getLeaseDuration()).isEqualTo(Duration.ofSeconds(15));
    assertThat(configuration.getRenewDeadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(configuration.getRetryPeriod()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void the_framework_does_not_end_the_jvm_because_the_callbacks_have_it_ended() {
    assertThat(configuration().isExitOnStopLeading()).isFalse();
    assertThat(configuration().getLeaderCallbacks()).isPresent();
  }

  @Test
  void with_a_lease_it_writes_only_while_it_leads() {
    assertThat(leadership.leads()).isFalse();
    callbacks().onStartLeading();
    assertThat(leadership.leads()).isTrue();
  }

  @Test
  void a_lost_lease_ends_all_writing_and_has_the_process_ended_once() {
    LeaderCallbacks callbacks = callbacks();
    callbacks.onStartLeading();
    callbacks.onStopLeading();
    callbacks.onStopLeading();
    assertThat(leadership.leads()).isFalse();
    assertThat(lost).hasValue(1);
  }

  @Test
  void writing_has_ended_before_anybody_hears_of_the_loss() {
    AtomicInteger ledThen = new AtomicInteger(-1);
    Leadership[] itself = new Leadership[1];
    itself[0] =
        new Leadership(
            Optional.of(new LeaseSettings("ops", "operator", "pod-1")),
            () -> ledThen.set(itself[0].leads() ? 1 : 0));
    LeaderCallbacks callbacks =
        itself[0].configuration().orElseThrow().getLeaderCallbacks().orElseThrow();
    callbacks.onStartLeading();
    callbacks.onStopLeading();
    assertThat(ledThen).hasValue(0);
  }

  @Test
  void a_standby_that_stops_has_lost_nothing() {
    callbacks().onStopLeading();
    assertThat(lost).hasValue(0);
  }

  @Test
  void a_graceful_stop_is_no_loss() {
    LeaderCallbacks callbacks = callbacks();
    callbacks.onStartLeading();
    leadership.stopping();
    callbacks.onStopLeading();
    assertThat(leadership.leads()).isFalse();
    assertThat(lost).hasValue(0);
  }

  @Test
  void that_another_replica_leads_is_no_loss() {
    callbacks().onNewLeader("pod-2");
    assertThat(leadership.leads()).isFalse();
    assertThat(lost).hasValue(0);
  }

  @Test
  void a_lease_of_its_own_is_given_back() {
    try (FaultyApi api = new FaultyApi()) {
      api.answer(HttpMethod.GET, LEASE, 200, lease("pod-1"));
      api.answer(HttpMethod.PUT, LEASE, 200, lease(""));
      leadership.release(api.client());
      assertThat(Yaml.read(Lease.class, api.lastBody()).getSpec().getHolderIdentity()).isEmpty();
    }
  }

  @Test
  void a_lease_that_another_replica_has_is_left_alone() {
    try (FaultyApi api = new FaultyApi()) {
      api.answer(HttpMethod.GET, LEASE, 200, lease("pod-2"));
      leadership.release(api.client());
      assertThat(api.asked()).containsExactly("GET " + LEASE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500})
  void a_lease_that_cannot_be_given_back_is_no_fault(int code) {
    try (FaultyApi api = new FaultyApi()) {
      api.refuse(HttpMethod.GET, LEASE, code, "x", "x");
      callbacks().onStartLeading();
      leadership.release(api.client());
      assertThat(leadership.leads()).isFalse();
    }
  }

  private static Lease lease(String holder) {
    return Yaml.read(
        Lease.class,
        "{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: operator, namespace:"
            + " ops, resourceVersion: '5'}, spec: {holderIdentity: '"
            + holder
            + "'}}");
  }

  private LeaderElectionConfiguration configuration() {
    return leadership.configuration().orElseThrow();
  }

  private LeaderCallbacks callbacks() {
    return configuration().getLeaderCallbacks().orElseThrow();
  }
}
