package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatusSizeTest {

  private static final String BEGAN = "2026-03-02T09:00:00Z";

  @Test
  void a_message_is_bounded_and_says_that_it_was_shortened() {
    assertThat(StatusSize.bounded("x".repeat(1025))).hasSize(1024).endsWith("… (shortened)");
    assertThat(StatusSize.bounded("x".repeat(1024))).isEqualTo("x".repeat(1024));
  }

  @Test
  void four_hundred_steps_in_trouble_still_make_a_status_that_can_be_stored() {
    List<PhaseStatus> phases = new ArrayList<>();
    for (int p = 0; p < 16; p++) {
      List<StepStatus> steps = new ArrayList<>();
      for (int s = 0; s < 25; s++) {
        StepFields fields = new StepFields("step-" + p + "-" + s);
        fields.state = "Failed";
        fields.message = "m".repeat(1024);
        steps.add(fields.toStatus());
      }
      phases.add(
          new PhaseState.Pending(Optional.empty())
              .write("phase-" + p, steps, PhaseState.Gates.NONE));
    }
    PhaseRolloutStatus status = withPhases(phases);
    assertThat(StatusSize.estimate(status)).isGreaterThan(StatusSize.STATUS_MAX);
    PhaseRolloutStatus guarded = StatusSize.guard(status);
    assertThat(StatusSize.estimate(guarded)).isLessThanOrEqualTo(StatusSize.STATUS_MAX);
    assertThat(guarded.phases().get(0).steps().get(0).message()).endsWith("… (shortened)");
    assertThat(StatusSize.guard(guarded)).isEqualTo(guarded);
  }

  @Test
  void the_queries_of_gates_are_left_out_before_a_status_is_too_large() {
    GateStatus gate =
        new GateStatus(
            "g", "Passed", "m", null, List.of(), "q".repeat(2048), null, BEGAN, null, null);
    PhaseRolloutStatus small = withPhases(List.of(withGates("p", List.of(gate))));
    assertThat(StatusSize.guard(small)).isEqualTo(small);
    PhaseRolloutStatus guarded =
        StatusSize.guard(
            withPhases(Collections.nCopies(16, withGates("p", Collections.nCopies(10, gate)))));
    assertThat(guarded.phases())
        .allSatisfy(
            phase ->
                assertThat(List.of(phase.gates().get(9), phase.steps().get(0).gates().get(0)))
                    .allMatch(kept -> kept.query() == null)
                    .allMatch(kept -> "Passed".equals(kept.state())));
    assertThat(StatusSize.guard(guarded)).isEqualTo(guarded);
  }

  private static PhaseStatus withGates(String name, List<GateStatus> gates) {
    StepStatus step = StepFields.with(new StepFields("s").toStatus(), gates);
    return new PhaseState.Pending(Optional.empty())
        .write(name, List.of(step), new PhaseState.Gates(List.of(), List.of(), gates));
  }

  @Test
  void the_estimate_is_never_below_what_is_stored() throws Exception {
    Story story = Story.of("phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]").begin();
    story.succeeds("a/s #1", "{\"k\":\"v\"}");
    int stored =
        new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsBytes(story.status()).length;
    assertThat(StatusSize.estimate(story.status())).isGreaterThan(stored);
  }

  private static PhaseRolloutStatus withPhases(List<PhaseStatus> phases) {
    return new PhaseRolloutStatus(
        1L, "Failed", "m", null, null, phases, List.of(), List.of(), List.of(), List.of(), null,
        null, null);
  }
}
