package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.errand.ReleaseRecord;
import dev.phaserollout.errand.ReleaseRecord.ApprovalRecord;
import dev.phaserollout.errand.ReleaseRecord.Metric;
import dev.phaserollout.errand.ReleaseRecord.PhaseRecord;
import dev.phaserollout.errand.ReleaseRecord.StepRecord;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What people read of a release in its repository. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordTextsTest {

  private static final ReleaseRecord RECORD = record(3, "v2.3.1");

  private static ReleaseRecord record(int run, String release) {
    return new ReleaseRecord(
        "shop/checkout",
        release,
        run,
        "Succeeded",
        "2026-05-04T09:00:00Z",
        "2026-05-04T10:00:00Z",
        "0123456789abcdef0123456789abcdef01234567",
        List.of(
            new PhaseRecord(
                "staging",
                "Succeeded",
                List.of(
                    new StepRecord(
                        "deploy", "Succeeded", "fedcba9876543210fedcba9876543210fedcba98"),
                    new StepRecord("verify", "Skipped", null))),
            new PhaseRecord("handover", "Skipped", List.of())),
        List.of(
            new Metric("coverage", "98.7", "result >= 98.0"), new Metric("latency", "12", null)),
        List.of(new ApprovalRecord("production", "anna", "Approve", "2026-05-04T09:30:00Z")),
        List.of("Certificate ends\nin June"));
  }

  @Test
  void the_checkpoint_says_how_it_ended_what_was_measured_who_decided_and_what_is_left() {
    assertThat(CheckpointText.of(RECORD))
        .isEqualTo(
            """
            shop/checkout v2.3.1

            Status:     Succeeded
            Run:        3
            Started:    2026-05-04T09:00:00Z
            Completed:  2026-05-04T10:00:00Z
            Began with: 0123456789abcdef0123456789abcdef01234567

            Phases
              staging: Succeeded
                deploy: Succeeded, commit fedcba987654
                verify: Skipped
              handover: Skipped

            Metrics
              coverage: 98.7 (needed: result >= 98.0)
              latency: 12

            Approvals
              production: Approve by anna at 2026-05-04T09:30:00Z

            Outstanding risks
              - Certificate ends in June
            """);
  }

  @Test
  void a_progress_file_that_there_is_not_begins_with_the_release() {
    assertThat(ProgressText.of("", RECORD))
        .isEqualTo(
            """
            <!-- phaserollout: shop/checkout v2.3.1 -->
            ## v2.3.1 complete

            Run 3 of shop/checkout, 2026-05-04T10:00:00Z.

            - [x] staging
            - [x] handover (Skipped)
            <!-- phaserollout: end -->
            """);
  }

  @Test
  void what_people_wrote_stays_and_a_release_is_marked_once() {
    String people = "# Progress\n\n- [ ] write docs";
    String once = ProgressText.of(people, RECORD);
    assertThat(once).startsWith(people + "\n\n<!-- phaserollout");
    String edited = once + "\nAnna: well done.\n";
    String again = ProgressText.of(edited, record(4, "v2.3.1"));
    assertThat(again).isEqualTo(edited.replace("Run 3", "Run 4"));
  }

  @Test
  void the_next_release_stands_below_the_one_before() {
    String both = ProgressText.of(ProgressText.of("", RECORD), record(4, "v2.4.0"));
    assertThat(both).containsSubsequence("v2.3.1 complete", "v2.4.0 complete");
  }

  @Test
  void line_ends_are_those_of_the_file() {
    assertThat(ProgressText.of("# Progress\r\n", RECORD).replace("\r\n", "")).doesNotContain("\n");
  }
}
