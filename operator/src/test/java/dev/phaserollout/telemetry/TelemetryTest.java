package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.rollout;
import static dev.phaserollout.telemetry.Statuses.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TelemetryTest {

  private static final String TALLY = "attempt: 1, startedAt: \"2026-03-02T09:00:10Z\"";
  private static final PhaseRolloutStatus STARTING = step("state: Starting, " + TALLY);
  private static final PhaseRolloutStatus SUCCEEDED = step("state: Succeeded, " + TALLY);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> events = new ArrayList<>();

  private Telemetry telemetry(EventSink sink) {
    return Telemetry.start(registry, Map.of(), sink, Clock.fixed(Statuses.NOW, ZoneOffset.UTC));
  }

  @Test
  void one_report_becomes_numbers_and_an_event() {
    try (Telemetry telemetry = telemetry((regarding, event) -> events.add(event.reason()))) {
      telemetry.changed(Optional.of(STARTING), rollout(SUCCEEDED));
    }
    assertThat(events).containsExactly("StepSucceeded");
    assertThat(registry.get("phaserollout.steps").counter().count()).isEqualTo(1);
    assertThat(registry.get("phaserollout.attempts").counter().count()).isEqualTo(1);
  }

  @Test
  void a_sink_that_throws_is_counted_and_nobody_else_hears_of_it() {
    EventSink broken =
        (regarding, event) -> {
          throw new IllegalStateException("the queue is gone");
        };
    try (Telemetry telemetry = telemetry(broken)) {
      telemetry.changed(Optional.of(STARTING), rollout(SUCCEEDED));
    }
    assertThat(
            registry.get("phaserollout.telemetry.failures").tag("part", "events").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("phaserollout.steps").counter().count()).isEqualTo(1);
  }

  @Test
  void a_rollout_without_a_status_is_nothing_to_tell_of() {
    try (Telemetry telemetry = telemetry((regarding, event) -> events.add(event.reason()))) {
      telemetry.changed(Optional.empty(), rollout(null));
    }
    assertThat(events).isEmpty();
  }

  @Test
  void a_status_that_nobody_should_have_written_is_counted_and_does_not_throw() {
    PhaseRolloutStatus broken =
        Statuses.read("run: {number: 3}\nconditions: [{type: Accepted, message: m}]");
    try (Telemetry telemetry = telemetry((regarding, event) -> events.add(event.reason()))) {
      telemetry.changed(Optional.empty(), rollout(broken));
    }
    assertThat(
            registry
                .get("phaserollout.telemetry.failures")
                .tag("part", "difference")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void an_answer_that_does_not_count_is_an_event_with_its_name_and_counted_by_cause() {
    List<String> notes = new ArrayList<>();
    EventSink sink =
        (regarding, event) -> {
          notes.add(event.note());
          assertThat(event.order()).as("after what its status tells").isGreaterThan(1_000);
        };
    try (Telemetry telemetry = telemetry(sink)) {
      telemetry.answerRefused(
          rollout(STARTING),
          new RefusedAnswer("yes-1", "u", "a", "Approve", "alice", "OtherRun", "it names run 2"));
    }
    assertThat(notes)
        .containsExactly("answer yes-1 (Approve by alice) to a does not count: it names run 2");
    assertThat(
            registry.get("phaserollout.answers.refused").tag("cause", "OtherRun").counter().count())
        .isEqualTo(1);
  }

  @Test
  void passes_and_pods_are_timed_by_those_who_see_them() {
    try (Telemetry telemetry = telemetry((regarding, event) -> events.add(event.reason()))) {
      telemetry.reconciled(Duration.ofMillis(5), true);
      telemetry.reconciled(Duration.ofMillis(5), false);
      telemetry.podCreated(Duration.ofMillis(300));
      telemetry.countRollouts(() -> Map.of("Running", 2));
      telemetry.countQuestions(() -> Map.of("Approval", 1, "Newer", 2));
    }
    assertThat(registry.get("phaserollout.reconcile").tag("result", "failed").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("phaserollout.pod.creation").timer().count()).isEqualTo(1);
    assertThat(registry.get("phaserollout.rollouts").tag("state", "Running").gauge().value())
        .isEqualTo(2);
    assertThat(registry.get("phaserollout.questions.open").tag("kind", "Other").gauge().value())
        .isEqualTo(2);
  }

  @Test
  void the_process_is_measured_from_the_start() {
    telemetry((regarding, event) -> events.add(event.reason())).close();
    assertThat(registry.find("jvm.memory.used").gauges()).isNotEmpty();
    assertThat(registry.find("process.uptime").timeGauges()).isNotEmpty();
  }
}
