package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.Deliverable;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.ReleaseRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a run does with its workspace: base, commits, gates between, revert and tag. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GitTest {

  private static final String SPEC =
      """
      {
        release: {version: v1.0.0},
        workspace: {git: {url: 'https://git.example.com/shop/checkout.git', branch: main}},
        standards: [{intent: security, path: docs/appsec.md}],
        phases: [
          {name: p, steps: [
            {name: write, run: {command: [x]}, deliverables: [{path: docs/a.md}],
             commit: {paths: [docs], message: 'docs: a'}},
            {name: build, run: {command: [x]}, rollback: {run: {command: [y]}}}]},
          {name: q, steps: [
            {name: judge, run: {command: [x]}, outputs: [{name: risk}],
             commit: {paths: [src], message: 'feat: b'},
             gates: [{name: g, prometheus: {query: up}, successCondition: 'result > 0'}]}]}],
        %s}
      """;

  private static final String COMPLETION =
      "completion: {tag: v1.0.0, checkpointFile: CHECKPOINT.txt, progressFile: PROGRESS.md}";

  private static Story story(String more) {
    return Story.of(Specs.fill(SPEC, more)).begin();
  }

  /** The workspace is prepared, and phase p is done: one commit. */
  private static Story withOneCommit(String more) {
    return story(more)
        .lands("git workspace/prepare #1", Outcome.Prepared, "base")
        .lands("p/write #1", Outcome.Advanced, "c1")
        .succeeds("p/build #1");
  }

  /** Both commits are on the branch. */
  private static Story withTwoCommits(String more) {
    return withOneCommit(more)
        .ends("q/judge #1", proposed("c2"))
        .measures("q/judge/gates/g", Verdict.PASS)
        .lands("git q/judge #1", Outcome.Advanced, "c2");
  }

  private static AttemptOutcome proposed(String commit) {
    return new AttemptOutcome.Succeeded(
        Instant.parse("2026-03-02T09:00:00Z"),
        "{\"risk\":\"cache is cold\"}",
        4096,
        Optional.of(ErrandResult.of(Outcome.Proposed, "main", commit, "committed as " + commit)));
  }

  private static Errand alone(Story story, String attempt) {
    return ((JobErrands.Alone) story.request(attempt).errands().orElseThrow()).errand();
  }

  private static JobErrands.Around around(Story story, String attempt) {
    return (JobErrands.Around) story.request(attempt).errands().orElseThrow();
  }

  @Test
  void git_jobs_run_where_the_steps_of_the_rollout_do() {
    Story story =
        story("stepDefaults: {image: i, template: {spec: {nodeSelector: {pool: releases}}}}");
    assertThat(story.request("git workspace/prepare #1").templates())
        .containsExactly(Map.of("spec", Map.of("nodeSelector", Map.of("pool", "releases"))));
  }

  @Test
  void no_step_starts_before_the_workspace_is_prepared() {
    Story story = story(COMPLETION).asks("create git workspace/prepare #1");
    story.says("the workspace is being looked at");
    Errand.Prepare prepare = (Errand.Prepare) alone(story, "git workspace/prepare #1");
    assertThat(prepare.standards()).extracting("path").containsExactly("docs/appsec.md");
    assertThat(prepare.completion().tag()).isEqualTo("v1.0.0");
    assertThat(prepare.run().trailer()).startsWith("shop/checkout/1 ");

    story
        .lands("git workspace/prepare #1", Outcome.Prepared, "base")
        .asks("create step p/write #1");
    assertThat(story.status().run().baseCommit()).isEqualTo("base");
    assertThat(story.request("p/write #1").environment())
        .containsEntry("PHASEROLLOUT_COMMIT", "base")
        .containsEntry("STANDARD_SECURITY", "docs/appsec.md");
  }

  @Test
  void a_workspace_that_is_refused_fails_the_run_with_its_words_and_nothing_is_undone() {
    Story story =
        story("")
            .refuses(
                "git workspace/prepare #1", FailureReason.WorkspaceRefused, false, "wrong origin");
    story.state("Failed").condition("Stalled", "True WorkspaceNotReady").says("wrong origin");
    story.noCondition("RolledBack").asks();
    story.annotated("retry", "1").begin().asks("create git workspace/prepare #1");
    assertThat(story.status().run().number()).isEqualTo(2);
  }

  @Test
  void a_host_that_does_not_answer_is_tried_again_under_another_name() {
    Story story =
        story("").refuses("git workspace/prepare #1", FailureReason.CheckoutFailed, true, "away");
    story.asks().says("away").wakesAfter(Duration.ofSeconds(5));
    story.after(Duration.ofSeconds(5)).asks("create git workspace/prepare #2");
    story
        .lands("git workspace/prepare #2", Outcome.Prepared, "base")
        .asks("create step p/write #1");
  }

  @Test
  void a_clock_that_jumps_back_is_not_earlier_than_what_is_recorded_of_git_jobs() {
    Story story = story("").passes(Duration.ofHours(1)).fails("git workspace/prepare #1", 1);
    assertThat(StatusClock.now(Instant.EPOCH, story.status()))
        .isEqualTo(Instant.parse(story.status().run().git().prepare().retryingSince()))
        .isAfter(Instant.parse(story.status().run().startedAt()));
  }

  @Test
  void an_agent_that_says_nothing_is_sent_again() {
    Story story = story("").succeeds("git workspace/prepare #1").asks();
    story.after(Duration.ofSeconds(5)).asks("create git workspace/prepare #2");
  }

  @Test
  void each_step_gets_what_was_committed_before_it() {
    Story story = withOneCommit("");
    assertThat(around(story, "p/write #1").before().commit()).isEqualTo("base");
    Errand.Finish finish = around(story, "p/write #1").after().orElseThrow();
    assertThat(finish.base()).isEqualTo("base");
    assertThat(finish.commit()).isEqualTo("base");
    assertThat(finish.gated()).isFalse();
    assertThat(finish.deliverables()).extracting(Deliverable::path).containsExactly("docs/a.md");

    assertThat(around(story, "p/build #1").before().commit()).isEqualTo("c1");
    assertThat(around(story, "p/build #1").after()).isEmpty();
    assertThat(around(story, "q/judge #1").after().orElseThrow().gated()).isTrue();
    assertThat(story.step("write").commit()).isEqualTo("c1");
    assertThat(story.status().checkpoint().step()).isEqualTo("build");
  }

  @Test
  void a_commit_of_a_step_with_gates_goes_onto_the_branch_when_they_have_passed() {
    Story story = withOneCommit("").ends("q/judge #1", proposed("c2"));
    story.asks("measure q/judge/gates/g #1").step("judge", "Measuring");
    assertThat(story.status().run().commit()).isEqualTo("c1");
    story.measures("q/judge/gates/g", Verdict.PASS).asks("create git q/judge #1");
    assertThat(((Errand.Advance) alone(story, "git q/judge #1")).candidate()).isEqualTo("c2");
    story.lands("git q/judge #1", Outcome.Advanced, "c2").state("Succeeded");
    assertThat(story.status().run().commit()).isEqualTo("c2");
    assertThat(story.step("judge").commit()).isEqualTo("c2");
    assertThat(story.status().history().get(0).commit()).isEqualTo("c2");
  }

  @Test
  void a_gate_that_fails_leaves_its_commit_off_the_branch() {
    Story story = withOneCommit("").ends("q/judge #1", proposed("c2"));
    story.measures("q/judge/gates/g", Verdict.FAIL, "measured 0, needs > 0");
    story.asks("create rollback p/build #1");
    assertThat(story.status().run().commit()).isEqualTo("c1");
  }

  @Test
  void a_commit_that_was_rebased_is_judged_again() {
    Story story = withOneCommit("").ends("q/judge #1", proposed("c2"));
    story.measures("q/judge/gates/g", Verdict.PASS).lands("git q/judge #1", Outcome.Rebased, "c3");
    story.asks("measure q/judge/gates/g@2 #1").step("judge", "Measuring");
    story.measures("q/judge/gates/g@2", Verdict.PASS).asks("create git q/judge #2");
    assertThat(((Errand.Advance) alone(story, "git q/judge #2")).candidate()).isEqualTo("c3");
    story.lands("git q/judge #2", Outcome.Advanced, "c3").state("Succeeded");
    assertThat(story.step("judge").commit()).isEqualTo("c3");
  }

  @Test
  void a_branch_that_does_not_take_the_commit_fails_the_step_in_its_words() {
    Story story = withOneCommit("").ends("q/judge #1", proposed("c2"));
    story.measures("q/judge/gates/g", Verdict.PASS);
    story.refuses("git q/judge #1", FailureReason.BranchMoved, false, "src/b changed by others");
    story.asks("create rollback p/build #1");
    assertThat(story.step("judge").state()).isEqualTo("Failed");
    assertThat(story.step("judge").reason()).isEqualTo("BranchMoved");
    story.says("its commit did not get onto the branch: src/b changed by others");
  }

  @Test
  void what_a_step_has_not_left_fails_it_and_may_be_there_after_another_attempt() {
    Story story =
        Story.of(
                Specs.fill(SPEC, "")
                    .replace(
                        "paths: [docs], message: 'docs: a'}",
                        "paths: [docs], message: 'a'}, retry: {limit: 1, backoff: {duration: 1s}}"))
            .begin()
            .lands("git workspace/prepare #1", Outcome.Prepared, "base")
            .refuses("p/write #1", FailureReason.DeliverablesMissing, false, "docs/a.md: found 0");
    story.step("write", "Retrying").after(Duration.ofSeconds(1)).asks("create step p/write #2");
    story.refuses("p/write #2", FailureReason.DeliverablesMissing, false, "docs/a.md: found 0");
    story.step("write", "Failed").says("docs/a.md: found 0");
  }

  @Test
  void a_push_that_is_refused_for_good_is_not_tried_again() {
    Story story =
        story("")
            .lands("git workspace/prepare #1", Outcome.Prepared, "base")
            .refuses("p/write #1", FailureReason.PushFailed, false, "protected branch");
    story.step("write", "Failed").says("protected branch");
  }

  @Test
  void a_checkout_that_fails_is_no_work_of_the_step() {
    Story story =
        story("")
            .lands("git workspace/prepare #1", Outcome.Prepared, "base")
            .lands("p/write #1", Outcome.Advanced, "c1")
            .refuses("p/build #1", FailureReason.CheckoutFailed, false, "no such host");
    story.step("build", "Error").asks("create git workspace/revert #1");
  }

  @Test
  void a_rollback_takes_the_commits_back_once_everything_is_compensated() {
    Story story = withOneCommit("").fails("q/judge #1", 1).asks("create rollback p/build #1");
    assertThat(around(story, "rollback p/build #1").before().commit()).isEqualTo("c1");
    story.succeeds("rollback p/build #1").asks("create git workspace/revert #1");
    Errand.Revert revert = (Errand.Revert) alone(story, "git workspace/revert #1");
    assertThat(revert.base()).isEqualTo("base");
    assertThat(revert.after()).isZero();
    assertThat(revert.steps()).isEmpty();

    story.lands("git workspace/revert #1", Outcome.Reverted, "r1").asks().state("RolledBack");
    story.says("rolled back: 3 of 3 steps compensated; commits taken back by r1");
    assertThat(story.step("write").rollback().state()).isEqualTo("Succeeded");
    assertThat(story.step("write").rollback().commit()).isEqualTo("r1");
  }

  @Test
  void what_a_lost_attempt_may_have_committed_is_taken_back_although_a_person_took_it_as_done() {
    Story story = story("");
    story.lands("git workspace/prepare #1", Outcome.Prepared, "base");
    Instant at = Instant.parse("2026-03-02T09:00:00Z");
    story.ends("p/write #1", new AttemptOutcome.Lost(at, "the pod cannot be read"));
    story
        .answers("p/write", "Approve", "ann")
        .fails("p/build #1", 1)
        .succeeds("rollback p/build #1");
    story.asks("create git workspace/revert #1");
  }

  @Test
  void what_was_taken_back_is_done_again_by_the_next_run() {
    Story story = withOneCommit("").fails("q/judge #1", 1).succeeds("rollback p/build #1");
    story.lands("git workspace/revert #1", Outcome.Reverted, "r1");
    story.annotated("retry", "1").begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "r1").asks("create step p/write #1");
    assertThat(story.status().run().sinceCommit()).isEqualTo("base");
  }

  @Test
  void a_revert_that_fails_stops_the_rollback_and_retry_goes_on_with_it() {
    Story story = withOneCommit("").fails("q/judge #1", 1).succeeds("rollback p/build #1");
    story.refuses("git workspace/revert #1", FailureReason.RevertConflict, false, "docs/a.md");
    story.state("RollbackFailed").says("standing undone: write");
    story.annotated("retry", "1").asks("create git workspace/revert #2");
    story.lands("git workspace/revert #2", Outcome.Reverted, "r1").state("RolledBack");
  }

  @Test
  void what_earlier_runs_have_committed_since_the_last_success_is_taken_back_too() {
    Story story = withOneCommit("rollback: {onFailure: None}").fails("q/judge #1", 1);
    story.state("Failed").annotated("retry", "1").begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "c1");
    story.step("write", "Succeeded").asks("create step q/judge #1").fails("q/judge #1", 1);
    story.annotated("rollback", "2").succeeds("rollback p/build #1");
    Errand.Revert revert = (Errand.Revert) alone(story, "git workspace/revert #1");
    assertThat(revert.base()).isEqualTo("base");
    assertThat(revert.run().run()).isEqualTo(2);
    assertThat(revert.after()).isZero();
  }

  @Test
  void what_an_earlier_run_has_committed_is_taken_back_although_a_later_one_found_it_done() {
    Story story = withOneCommit("rollback: {onFailure: None}").fails("q/judge #1", 1);
    story.annotated("rerun", "1").begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "c1");
    story.ends("p/write #1", nothingToCommit()).fails("p/build #1", 1);
    story.annotated("rollback", "2").succeeds("rollback p/build #1");
    story.asks("create git workspace/revert #1");
  }

  @Test
  void what_a_step_has_committed_is_taken_back_although_its_checkpoint_was_voided() {
    Story story =
        Story.of(
                """
                {workspace: {git: {url: 'https://git.example.com/shop/checkout.git'}},
                 rollback: {onFailure: None},
                 phases: [{name: p, steps: [
                   {name: first, run: {command: [b]}},
                   {name: write, run: {command: [x]}, commit: {paths: [docs], message: 'docs: a'}},
                   {name: last, run: {command: [x]}}]}]}
                """)
            .begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "base").succeeds("p/first #1");
    story.lands("p/write #1", Outcome.Advanced, "c1").fails("p/last #1", 1);
    story.editedOtherwise().begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "c1").fails("p/first #1", 1);
    story.annotated("rollback", "2").asks("create git workspace/revert #1");
    story.lands("git workspace/revert #1", Outcome.Reverted, "r1").state("RolledBack");
  }

  @Test
  void what_a_rollback_that_was_given_up_has_not_taken_back_is_taken_back_by_the_next_one() {
    Story story =
        Story.of(
                """
                {workspace: {git: {url: 'https://git.example.com/shop/checkout.git'}},
                 phases: [{name: p, steps: [
                   {name: first, run: {command: [b]}, rollback: {run: {command: [y]}}},
                   {name: write, run: {command: [x]}, commit: {paths: [docs], message: 'docs: a'},
                    rollback: {run: {command: [y]}}},
                   {name: last, run: {command: [x]}}]}]}
                """)
            .begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "base").succeeds("p/first #1");
    story.lands("p/write #1", Outcome.Advanced, "c1").fails("p/last #1", 1);
    story.succeeds("rollback p/write #1").fails("rollback p/first #1", 1);
    story.state("RollbackFailed").annotated("rerun", "1").begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "c1").fails("p/first #1", 1);
    story.succeeds("rollback p/first #1").asks("create git workspace/revert #1");
  }

  private static AttemptOutcome nothingToCommit() {
    return new AttemptOutcome.Succeeded(
        Instant.parse("2026-03-02T09:00:00Z"),
        "",
        4096,
        Optional.of(
            new ErrandResult(Outcome.Delivered, "main", Optional.empty(), "nothing to commit")));
  }

  @Test
  void a_rollback_of_one_phase_takes_back_its_commits_alone() {
    Story story =
        withTwoCommits("rollback: {scope: Phase}, finally: [{name: last, run: {command: [x]}}]");
    story.asks("create step finally/last #1").succeeds("finally/last #1").state("Succeeded");
    story = withOneCommit("rollback: {scope: Phase}").ends("q/judge #1", proposed("c2"));
    story.measures("q/judge/gates/g", Verdict.PASS).fails("git q/judge #1", 1);
    for (int attempt = 2; attempt <= 4; attempt++) {
      story.after(Duration.ofMinutes(1)).fails("git q/judge #" + attempt, 1);
    }
    story.asks("create git workspace/revert #1");
    assertThat(((Errand.Revert) alone(story, "git workspace/revert #1")).steps())
        .containsExactly("judge");
  }

  @Test
  void a_release_is_completed_when_every_phase_is_done() {
    Story story = withTwoCommits(COMPLETION).asks("create git workspace/complete #1");
    story.state("Running").says("every phase is done");
    Errand.Complete complete = (Errand.Complete) alone(story, "git workspace/complete #1");
    assertThat(complete.commit()).isEqualTo("c2");
    ReleaseRecord record = complete.record();
    assertThat(record.status()).isEqualTo("Succeeded");
    assertThat(record.risks()).containsExactly("judge: cache is cold");
    assertThat(record.metrics())
        .containsExactly(new ReleaseRecord.Metric("q/judge/g", "0.5", "result > 0"));
    assertThat(record.phases()).extracting("state").containsExactly("Succeeded", "Succeeded");

    story.lands("git workspace/complete #1", Outcome.Completed, "tagged").state("Succeeded");
    assertThat(story.status().run().commit()).isEqualTo("tagged");
  }

  @Test
  void a_release_that_cannot_be_completed_is_not_undone() {
    Story story = withTwoCommits(COMPLETION);
    story.refuses("git workspace/complete #1", FailureReason.TagExists, false, "v1.0.0 is there");
    story.state("Failed").condition("Stalled", "True CompletionFailed").noCondition("RolledBack");
    story.says("could not be completed: v1.0.0 is there").asks();
    story.annotated("retry", "1").begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "c2");
    story.asks("create git workspace/complete #1");
  }

  @Test
  void an_abort_waits_for_a_commit_that_is_on_its_way() {
    Story story = withOneCommit("").ends("q/judge #1", proposed("c2"));
    story.measures("q/judge/gates/g", Verdict.PASS).annotated("abort", "1");
    story.asks("cancel git q/judge #1").step("judge", "Measuring");
    story.lands("git q/judge #1", Outcome.Advanced, "c2").state("Aborted");
    story.step("judge", "Succeeded");
    assertThat(story.status().run().commit()).isEqualTo("c2");
  }

  @Test
  void an_abort_before_the_first_step_ends_the_preparation() {
    Story story = story("").annotated("abort", "1").asks("cancel git workspace/prepare #1");
    story.cancelled("git workspace/prepare #1").state("Aborted").asks();
  }

  @Test
  void a_suspended_rollout_prepares_nothing_and_completes_nothing() {
    Story story = withTwoCommits(COMPLETION);
    story.suspended().asks("create git workspace/complete #1");
    Story held = story("suspend: true");
    held.asks();
  }

  private static final String BY_HAND =
      """
      {workspace: {git: {url: 'https://git.example.com/shop/checkout.git'}},
       phases: [{name: p, steps: [
         {name: handover, manual: {instructions: Write the runbook.},
          deliverables: [{path: docs/runbook.md, maxAge: Run}]},
         {name: next, run: {command: [x]}}]}]}
      """;

  @Test
  void what_a_person_was_to_leave_is_looked_for_on_the_branch() {
    Story story = Story.of(BY_HAND).begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "base");
    story.askedOf("ManualStep p/handover").answers("p/handover", "Approve", "ann");
    story.asks("create git p/handover #1");
    assertThat(((Errand.Inspect) alone(story, "git p/handover #1")).base()).isEqualTo("base");
    story.lands("git p/handover #1", Outcome.Delivered, "hers").asks("create step p/next #1");
    assertThat(around(story, "p/next #1").before().commit()).isEqualTo("hers");
  }

  @Test
  void a_person_who_has_not_left_it_is_shown_what_is_missing_and_asked_once_more() {
    Story story = Story.of(BY_HAND).begin();
    story.lands("git workspace/prepare #1", Outcome.Prepared, "base");
    story.answers("p/handover", "Approve", "ann");
    story.refuses(
        "git p/handover #1", FailureReason.DeliverablesMissing, false, "docs/runbook.md: found 0");
    story.askedOf("ManualStep p/handover");
    assertThat(story.question("p/handover").text())
        .contains("docs/runbook.md: found 0", "Write the runbook.");
    story.passes(Duration.ofMinutes(1)).answers("p/handover", "Approve", "ann");
    story.asks("create git p/handover #2");
    story.lands("git p/handover #2", Outcome.Delivered, "hers").asks("create step p/next #1");
  }

  @Test
  void finally_steps_and_compensations_work_on_the_newest_commit() {
    Story story = withTwoCommits("finally: [{name: last, run: {command: [x]}}]");
    assertThat(around(story, "finally/last #1").before().commit()).isEqualTo("c2");
  }

  @Test
  void a_lost_revision_ends_the_git_jobs_by_what_the_status_records() {
    Story story = story("").runs("git workspace/prepare #1");
    story.edited(Specs.fill(SPEC, "description: other").replace("docs: a", "docs: b"));
    story.forgettingRevisions().asks("cancel git workspace/prepare #1");
    story.cancelled("git workspace/prepare #1");
    assertThat(story.status().history()).hasSize(1);
  }

  @Test
  void without_a_workspace_there_is_no_git() {
    Story story =
        Story.of("{phases: [{name: p, steps: [{name: a, run: {command: [x]}}]}]}").begin();
    assertThat(story.request("p/a #1").errands()).isEmpty();
    assertThat(story.status().run().git()).isNull();
    assertThat(story.request("p/a #1").environment()).doesNotContainKey("PHASEROLLOUT_COMMIT");
  }

  /** Run 1 has committed, and has failed with nothing undone; the next spec has no such step. */
  private static Story editedAfterACommit(String workspace) {
    return withOneCommit("rollback: {onFailure: None}")
        .fails("q/judge #1", 1)
        .state("Failed")
        .edited(
            "{"
                + workspace
                + " phases: [{name: p, steps: [{name: build, run: {command: [x2]},"
                + " rollback: {run: {command: [y]}}}]}]}");
  }

  @Test
  void a_rollback_takes_back_what_a_step_has_committed_that_an_edit_has_removed() {
    Story story =
        editedAfterACommit(
            "workspace: {git: {url: 'https://git.example.com/shop/checkout.git', branch: main}},");
    story.decide().lands("git workspace/prepare #1", Outcome.Prepared, "base2");
    story.fails("p/build #1", 1).succeeds("rollback p/build #1");
    story.asks("create git workspace/revert #1");
    Errand.Revert revert = (Errand.Revert) alone(story, "git workspace/revert #1");
    assertThat(revert.base()).isEqualTo("base");
    story.lands("git workspace/revert #1", Outcome.Reverted, "r1").state("RolledBack");
  }

  @Test
  void a_rollback_without_the_workspace_that_was_committed_to_says_what_stands() {
    Story story = editedAfterACommit("").decide();
    story.fails("p/build #1", 1).succeeds("rollback p/build #1");
    story.says("write");
  }
}
