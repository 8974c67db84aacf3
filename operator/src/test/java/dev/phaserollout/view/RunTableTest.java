package dev.phaserollout.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunTableTest {

  @Test
  void each_run_has_a_row_and_below_it_why_what_was_undone_and_who_decided() {
    String status =
        """
        message: "waits for an answer: Approval production"
        run: {number: 4, release: v3, startedAt: "2026-03-01T12:00:00Z",
              answers: [{question: staging/look, by: alice, decision: Approve, comment: fine}]}
        history:
          - {run: 3, release: v2.0.0, result: Failed, message: "step look:\\nFailed",
             rollback: "rolled back: 5 of 5 steps compensated",
             startedAt: "2026-02-01T12:00:00Z", completedAt: "2026-02-01T12:01:05Z"}
          - {run: 2, result: Succeeded, message: "all 3 phases done",
             answers: ["production: Approve by bob (not verified)"],
             startedAt: "2026-01-01T12:00:00Z", completedAt: "2026-01-01T12:00:09Z"}
        """;
    PhaseRolloutStatus known =
        new KubernetesSerialization().unmarshal(status, PhaseRolloutStatus.class);
    assertThat(
            RunTable.draw(RunTable.runs(Optional.of(known))).stream()
                .map(Line::text)
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            RUN  RELEASE  RESULT     STARTED               TIME
            4    v3       under way  2026-03-01T12:00:00Z  -
                 why: waits for an answer: Approval production
                 decided: staging/look: Approve by alice: fine
            3    v2.0.0   Failed     2026-02-01T12:00:00Z  1m05s
                 why: step look: Failed
                 rollback: rolled back: 5 of 5 steps compensated
            2    -        Succeeded  2026-01-01T12:00:00Z  9.0s
                 decided: production: Approve by bob (not verified)""");
  }

  @Test
  void a_run_that_has_ended_is_not_told_twice() {
    PhaseRolloutStatus ended =
        new KubernetesSerialization()
            .unmarshal(
                "run: {number: 1, completedAt: x}\nhistory: [{run: 1}]", PhaseRolloutStatus.class);
    assertThat(RunTable.runs(Optional.of(ended))).hasSize(1);
    assertThat(RunTable.runs(Optional.empty())).isEmpty();
  }
}
