package dev.phaserollout.simulator;

import static dev.phaserollout.simulator.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.Retry;
import dev.phaserollout.simulator.cluster.JobFate;
import dev.phaserollout.simulator.cluster.JobFate.Ending;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What seeds have found, written down by hand: a seed rots with the next change of the generator.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScenariosTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  @Test
  void a_command_given_while_a_run_goes_on_is_obeyed_by_the_decision_that_ends_it() {
    Story story = new Story(SpecDraft.spec().phase("build", step("s1"))).fate("s1", failing());
    story.begins();
    story.cluster().annotate("phaserollout.dev/retry", "1");
    story.settles(story.first()).later(LONG_ENOUGH).hears(story.first()).passes(story.first());
    assertThat(story.status().history()).hasSize(1);
    assertThat(story.status().run().number()).isEqualTo(2);
    story.check();
  }

  @Test
  void an_attempt_that_was_refused_is_given_up_only_after_its_name_is_taken() {
    Story story =
        new Story(
            SpecDraft.spec()
                .phase("build", step("s1").startTimeout("1m").retry(new Retry(1, null, null))));
    story.settles(story.first()).later(Duration.ofSeconds(3));
    story.cluster().exhaustQuota(true);
    story.settles(story.first()).later(Duration.ofMinutes(1)).settles(story.first());
    assertThat(story.step("s1").state()).isEqualTo("Cancelling");
    story.cluster().exhaustQuota(false);
    story.later(LONG_ENOUGH).settles(story.first());
    assertThat(story.step("s1").state()).isNotEqualTo("Cancelling");
    assertThat(story.cluster().history().births())
        .as("the name of the attempt that was given up is taken")
        .anyMatch(birth -> birth.suspended() && birth.request().attempt().number() == 1);
    story.check();
  }

  @Test
  void a_job_that_another_leader_created_is_not_lost_because_one_was_refused_it_once() {
    Story story = new Story(SpecDraft.spec().phase("build", step("s1"))).fate("s1", longRunning());
    story.settles(story.second()).later(Duration.ofSeconds(3));
    story.cluster().exhaustQuota(true);
    story.settles(story.second());
    story.cluster().exhaustQuota(false);
    story.settles(story.first()).later(Duration.ofSeconds(3)).settles(story.first());
    assertThat(story.step("s1").jobUid()).isNotNull();
    story.hearsOfTheRolloutOnly(story.second()).passes(story.second());
    assertThat(story.step("s1").state()).isEqualTo("Running");
    story.check();
  }

  @Test
  void a_clock_that_lags_behind_the_last_run_does_not_fall_back_when_the_next_is_accepted() {
    Story story =
        new Story(SpecDraft.spec().phase("build", step("s1"))).notReadyFor(Duration.ofHours(1));
    story.settles(story.first()).settles(story.second()).later(Duration.ofSeconds(3));
    story.settles(story.first()).settles(story.second());
    story.first().jumpClock(Duration.ofMinutes(5));
    story.cluster().annotate("phaserollout.dev/abort", "1");
    story.settles(story.first());
    assertThat(story.status().run().result()).isEqualTo("Aborted");
    story.cluster().annotate("phaserollout.dev/rerun", "1");
    story.settles(story.second());
    assertThat(story.status().run().number()).isEqualTo(2);
    story.check();
  }

  @Test
  void an_attempt_whose_job_was_deleted_unread_is_lost_however_it_ended() {
    Story story =
        new Story(
                SpecDraft.spec()
                    .phase(
                        "build",
                        step("s1")
                            .disruptionLimit(0)
                            .onLost(OnLost.Retry)
                            .retry(new Retry(1, null, null))))
            .fate("s1", fate(Duration.ofSeconds(10), Ending.DISRUPTED));
    story.begins().later(Duration.ofSeconds(3)).settles(story.first());
    assertThat(story.step("s1").jobUid()).isNotNull();
    story.later(LONG_ENOUGH);
    assertThat(story.cluster().history().pods()).allMatch(pod -> pod.outcome().isPresent());
    story.cluster().jobNames().forEach(story.cluster()::deleteByHand);
    story.settles(story.first());
    assertThat(story.step("s1").state()).isEqualTo("Retrying");
    story.later(LONG_ENOUGH).settles(story.first()).later(LONG_ENOUGH);
    assertThat(story.cluster().history().pods()).hasSize(2);
    story.check();
  }

  private static JobFate failing() {
    return fate(Duration.ofSeconds(10), Ending.WITH_AN_EXIT_CODE);
  }

  private static JobFate longRunning() {
    return fate(Duration.ofMinutes(10), Ending.WELL);
  }

  private static JobFate fate(Duration runs, Ending ending) {
    return new JobFate(
        Duration.ofSeconds(1), runs, Duration.ofSeconds(1), ending, 1, "", Optional.empty());
  }
}
