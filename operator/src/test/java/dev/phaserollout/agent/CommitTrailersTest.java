package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.errand.RunId;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommitTrailersTest {

  private static final RunId RUN = new RunId("shop", "checkout", "2f6a", 3);

  private final CommitTrailers own = CommitTrailers.commitPoint(RUN, "staging", "deploy");

  @Test
  void trailers_stand_in_a_paragraph_of_their_own() {
    assertThat(own.appendedTo("feat: deploy\n"))
        .isEqualTo(
            """
            feat: deploy

            Release-Run: shop/checkout/3 2f6a
            Release-Phase: staging
            Step: deploy
            """);
  }

  @Test
  void trailers_of_the_message_keep_their_company() {
    assertThat(own.appendedTo("feat: deploy\n\nSigned-off-by: Anna <anna@example.com>"))
        .contains("Signed-off-by: Anna <anna@example.com>\nRelease-Run: ");
  }

  @Test
  void what_was_appended_is_found_again() {
    CommitTrailers read =
        CommitTrailers.of(own.appendedTo("feat: deploy\n\nWhy: because.\n\nMore."));
    assertThat(read.haveAll(own)).isTrue();
  }

  @Test
  void trailers_of_another_run_step_or_rollout_are_not_ones_own() {
    for (CommitTrailers other :
        List.of(
            CommitTrailers.commitPoint(
                new RunId("shop", "checkout", "2f6a", 4), "staging", "deploy"),
            CommitTrailers.commitPoint(
                new RunId("shop", "checkout", "9999", 3), "staging", "deploy"),
            CommitTrailers.commitPoint(RUN, "staging", "verify"),
            CommitTrailers.revert(RUN, List.of("abc")))) {
      assertThat(CommitTrailers.of(other.appendedTo("feat: deploy")).haveAll(own)).isFalse();
    }
  }

  @Test
  void a_message_without_trailers_has_none() {
    assertThat(CommitTrailers.of("feat: deploy\n\nStep: not at the end\n\nbecause").lines())
        .isEmpty();
    assertThat(CommitTrailers.of("").lines()).isEmpty();
  }
}
