package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Pass;
import dev.phaserollout.engine.World;
import dev.phaserollout.job.Requests;
import dev.phaserollout.job.Yaml;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one write that decides who is right, under every answer that it can get. */
class ClusterStatusTest {

  private static final PhaseRolloutStatus NEXT = Rollouts.status("Succeeded");

  private final FaultyApi api = new FaultyApi();
  private final KnownRollouts known = new KnownRollouts();
  private final List<String> heard = new ArrayList<>();
  private final PhaseRollout observed = Rollouts.version("7");
  private boolean leads = true;
  private final ClusterStatus status =
      new ClusterStatus(
          api.client(),
          known,
          (before, after) ->
              heard.add(
                  before.orElseThrow().state() + " → " + after.getMetadata().getResourceVersion()),
          () -> leads,
          observed);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_write_carries_the_version_that_was_observed_and_the_status_alone() {
    api.answer(HttpMethod.PUT, FaultyApi.STATUS, 200, Rollouts.version("8", NEXT));
    assertThat(status.replace(observed, NEXT)).isTrue();
    assertThat(api.asked()).containsExactly("PUT " + FaultyApi.STATUS);
    Map<String, Object> written = Yaml.fields(api.lastBody());
    assertThat(written.get("metadata"))
        .isEqualTo(
            Map.of(
                "name",
                "checkout",
                "namespace",
                "shop",
                "uid",
                Requests.UID,
                "resourceVersion",
                "7"));
    assertThat(written).doesNotContainKey("spec");
    assertThat(Yaml.as(PhaseRolloutStatus.class, written.get("status"))).isEqualTo(NEXT);
  }

  @Test
  void what_was_stored_is_what_is_known_from_then_on() {
    api.answer(HttpMethod.PUT, FaultyApi.STATUS, 200, Rollouts.version("8", NEXT));
    assertThat(status.newest()).isSameAs(observed);
    status.replace(observed, NEXT);
    assertThat(status.newest().getMetadata().getResourceVersion()).isEqualTo("8");
    assertThat(known.newest(observed)).isSameAs(status.newest());
    assertThat(known.isOwnWrite(Rollouts.version("8"))).isTrue();
    assertThat(heard).containsExactly("Running → 8");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 409})
  void a_write_that_somebody_else_was_faster_than_has_no_effects_and_is_not_repeated(int code) {
    api.refuse(HttpMethod.PUT, FaultyApi.STATUS, code, "x", "x");
    assertThat(pass()).isEmpty();
    assertThat(api.asked()).hasSize(1);
    assertThat(status.newest()).isSameAs(observed);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 422, 429, 500, 503})
  void every_other_refusal_is_thrown_and_has_no_effects(int code) {
    api.refuse(HttpMethod.PUT, FaultyApi.STATUS, code, "x", "refused");
    assertThatThrownBy(this::pass).isInstanceOf(KubernetesClientException.class);
    assertThat(heard).isEmpty();
  }

  @Test
  void an_older_crd_that_drops_a_field_is_named_and_nothing_is_done() {
    api.answer(HttpMethod.PUT, FaultyApi.STATUS, 200, Rollouts.version("8", Rollouts.status(null)));
    assertThatThrownBy(this::pass)
        .isInstanceOf(StatusNotKept.class)
        .hasMessageContaining("shop/checkout")
        .hasMessageContaining("phaserollouts.phaserollout.dev")
        .hasMessageContaining("apply the CRDs");
    assertThat(heard).isEmpty();
  }

  @Test
  void what_an_older_crd_has_kept_is_known_so_that_the_next_pass_is_not_stale() {
    api.answer(HttpMethod.PUT, FaultyApi.STATUS, 200, Rollouts.version("8", Rollouts.status(null)));
    assertThatThrownBy(this::pass).isInstanceOf(StatusNotKept.class);
    assertThat(known.newest(observed).getMetadata().getResourceVersion()).isEqualTo("8");
  }

  @Test
  void who_leads_no_more_asks_for_nothing_and_does_nothing() {
    leads = false;
    assertThat(pass()).isEmpty();
    assertThat(api.asked()).isEmpty();
  }

  /** A pass whose one effect fails the test when it is executed. */
  private Optional<Decision> pass() {
    Effect.Handler<?> nobody =
        (Effect.Handler<?>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Effect.Handler.class},
                (proxy, method, effect) -> {
                  throw new AssertionError("executed: " + effect[0]);
                });
    Effect effect = new Effect.CreateJob(Requests.plain());
    Decision decision = new Decision(NEXT, List.of(effect), Optional.empty());
    return new Pass(seen -> decision, status, nobody)
        .over(new Observation(observed, Optional.empty(), World.EMPTY, Instant.EPOCH));
  }
}
