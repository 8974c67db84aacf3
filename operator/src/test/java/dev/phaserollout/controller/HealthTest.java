package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the probes say, and which looks are under way. */
class HealthTest {

  /** Asks nobody: the framework wants one to be made with. */
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(Config.empty()).build();

  private final HandClock clock = new HandClock();
  private final Looks looks = new Looks(clock);
  private final Health health = new Health(looks);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void while_it_starts_it_is_alive_and_not_ready() {
    assertThat(health.alive()).isEmpty();
    assertThat(health.ready()).startsWith("starting");
    health.started(framework(false));
    assertThat(health.ready()).startsWith("starting");
  }

  @Test
  void it_is_ready_once_all_that_it_watches_is_read() {
    health.started(framework(true));
    assertThat(health.ready()).isEmpty();
  }

  @Test
  void what_cannot_be_followed_makes_it_unready_by_name_and_never_dead() {
    health.started(framework(true, "pods", "jobs"));
    assertThat(health.ready()).isEqualTo("cannot follow jobs, pods");
    assertThat(health.alive()).isEmpty();
  }

  @Test
  void a_watch_that_stopped_for_good_is_its_death_and_the_first_cause_is_told() {
    health.watchStopped("Job", new IllegalStateException("defect"));
    health.watchStopped("Pod", new IllegalStateException("another"));
    assertThat(health.alive())
        .isEqualTo("watching Job has stopped: java.lang.IllegalStateException: defect");
  }

  @Test
  void a_look_that_hangs_is_its_death_until_it_ends() {
    looks.during(
        () -> {
          clock.pass(Duration.ofMinutes(5));
          assertThat(health.alive()).isEmpty();
          clock.pass(Duration.ofMinutes(1));
          assertThat(health.alive()).isEqualTo("a look at a rollout hangs since 6 minutes");
          return "";
        });
    assertThat(health.alive()).isEmpty();
  }

  @Test
  void the_longest_look_of_several_counts() {
    assertThat(looks.longest()).isEmpty();
    looks.during(
        () -> {
          clock.pass(Duration.ofSeconds(7));
          return looks.during(
              () -> {
                clock.pass(Duration.ofSeconds(2));
                assertThat(looks.longest()).contains(Duration.ofSeconds(9));
                return "";
              });
        });
    assertThat(looks.longest()).isEmpty();
  }

  @Test
  void a_look_that_breaks_is_not_under_way_any_more_and_gives_what_it_found() {
    assertThatThrownBy(
            () ->
                looks.during(
                    () -> {
                      throw new IllegalStateException("defect");
                    }))
        .hasMessage("defect");
    assertThat(looks.longest()).isEmpty();
    assertThat(looks.<String>during(() -> "found")).isEqualTo("found");
  }

  private Framework framework(boolean started, String... unhealthy) {
    return new Framework(
        new Operator(config -> config.withKubernetesClient(client)), started, unhealthy);
  }

  /** The framework's view of itself, as a test says it. */
  private static final class Framework extends RuntimeInfo {
    private final boolean started;
    private final Map<String, EventSourceHealthIndicator> unhealthy = new LinkedHashMap<>();

    Framework(Operator operator, boolean started, String... unhealthy) {
      super(operator);
      this.started = started;
      for (String source : unhealthy) {
        this.unhealthy.put(source, () -> Status.UNHEALTHY);
      }
    }

    @Override
    public boolean isStarted() {
      return started;
    }

    @Override
    public boolean allEventSourcesAreHealthy() {
      return unhealthy.isEmpty();
    }

    @Override
    public Map<String, Map<String, EventSourceHealthIndicator>> unhealthyEventSources() {
      return Map.of("phaserollout", unhealthy);
    }
  }
}
