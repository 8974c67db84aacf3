package dev.phaserollout.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventManifestTest {

  private final PhaseRollout rollout = Statuses.rollout(Statuses.step("state: Pending"));

  private static RolloutEvent event(String identity) {
    return new RolloutEvent(
        RolloutEvent.Type.WARNING,
        "StepFailed",
        "RunJob",
        "a/s Failed",
        identity,
        Instant.parse("2026-03-02T09:00:12.345Z"),
        0);
  }

  @Test
  void names_sort_as_things_happened() {
    String first = name("9", event("x"));
    String second = name("10", event("w"));
    String third = name("10", event("v").inOrder(1));
    assertThat(List.of(third, first, second).stream().sorted())
        .containsExactly(first, second, third);
  }

  private String name(String version, RolloutEvent event) {
    rollout.getMetadata().setResourceVersion(version);
    return EventManifest.of(rollout, event, "one").getMetadata().getName();
  }

  @Test
  void an_event_regards_the_rollout_as_it_was_stored() {
    Event made = EventManifest.of(rollout, event("x"), "phaserollout-7d4b-x2x");
    assertThat(made.getRegarding().getApiVersion()).isEqualTo("phaserollout.dev/v1alpha1");
    assertThat(made.getRegarding().getKind()).isEqualTo("PhaseRollout");
    assertThat(made.getRegarding().getName()).isEqualTo("checkout");
    assertThat(made.getRegarding().getUid()).isEqualTo(rollout.getMetadata().getUid());
    assertThat(made.getRegarding().getResourceVersion()).isEqualTo("42");
    assertThat(made.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(made.getEventTime().getTime()).isEqualTo("2026-03-02T09:00:12.345000Z");
    assertThat(made.getReportingController()).isEqualTo("phaserollout.dev/operator");
    assertThat(made.getReportingInstance()).isEqualTo("phaserollout-7d4b-x2x");
    assertThat(made.getType()).isEqualTo("Warning");
  }

  @Test
  void the_same_thing_told_twice_has_one_name_and_another_thing_has_another() {
    String name = EventManifest.of(rollout, event("x"), "one").getMetadata().getName();
    assertThat(EventManifest.of(rollout, event("x"), "two").getMetadata().getName())
        .isEqualTo(name);
    assertThat(EventManifest.of(rollout, event("y"), "one").getMetadata().getName())
        .isNotEqualTo(name)
        .matches("checkout\\.[0-9a-f]{17}-[0-9a-f]{16}");
  }

  @Test
  void a_rollout_that_was_made_again_has_events_of_its_own() {
    String name = EventManifest.of(rollout, event("x"), "one").getMetadata().getName();
    rollout.getMetadata().setUid("another");
    assertThat(EventManifest.of(rollout, event("x"), "one").getMetadata().getName())
        .isNotEqualTo(name);
  }
}
