package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.TraceContext;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GateJobTest {

  private static final String SPEC =
      """
      {%s phases: [
        {name: p, %s steps: [
          {name: s, run: {command: [x]}, rollback: {run: {command: [y]}} %s}]},
        {name: q, steps: [{name: u, run: {command: [x]}}]}]}
      """;

  private static final String JOB = "job: {run: {command: [j]}}";

  private static Story story(String phase, String step) {
    return Story.of(Specs.fill(SPEC, "", phase, step)).begin();
  }

  private static Story phaseGate(String more) {
    return story("gates: [{name: g, " + JOB + more + "}],", "").succeeds("p/s #1");
  }

  private static GateStatus gate(Story story) {
    return story.status().phases().stream().flatMap(GateJobTest::gates).findFirst().orElseThrow();
  }

  private static Stream<GateStatus> gates(PhaseStatus phase) {
    return Stream.concat(
        Stream.of(phase.gates(), phase.guardrails(), phase.entryGates()).flatMap(List::stream),
        phase.steps().stream().flatMap(step -> step.gates().stream()));
  }

  @Test
  void a_job_that_succeeds_passes_and_the_next_is_due_an_interval_after_its_end() {
    Story story = phaseGate(", interval: 1m, count: 2").asks("create gate p/gates/g #1");
    story.runs("gate p/gates/g #1").after(Duration.ofMinutes(3)).asks().phase("p", "Running");
    story.succeeds("gate p/gates/g #1").asks().wakesAfter(Duration.ofMinutes(1));
    story.after(Duration.ofMinutes(1)).asks("create gate p/gates/g #2");
    story.succeeds("gate p/gates/g #2").asks("create step q/u #1").phase("p", "Succeeded");
    assertThat(gate(story).counts().pass()).isEqualTo(2);
    assertThat(gate(story).measurements()).extracting(m -> m.verdict()).containsOnly("Pass");
  }

  @Test
  void a_clock_that_jumps_back_is_not_earlier_than_the_begin_of_a_measurement() {
    Story story = phaseGate(", interval: 1m, count: 2, initialDelay: 1h");
    story.after(Duration.ofHours(1)).asks("create gate p/gates/g #1");
    Instant began = Instant.parse(gate(story).job().startedAt());
    // The clock of the node is behind that of the operator.
    Instant ended = began.minusSeconds(30);
    story.ends("gate p/gates/g #1", new AttemptOutcome.Succeeded(ended, "", 4096)).asks();
    assertThat(StatusClock.now(ended, story.status())).isEqualTo(began);
  }

  @Test
  void a_job_that_fails_fails_the_gate_and_the_run_is_undone() {
    Story story = phaseGate("").fails("gate p/gates/g #1", 3).asks("create rollback p/s #1");
    assertThat(story.status().run().reason()).isEqualTo("GateFailed");
    assertThat(story.status().run().message()).contains("gate p/gates/g: its Job: exit code 3");
  }

  @Test
  void a_job_of_which_nobody_knows_what_it_would_have_said_is_an_error_and_is_measured_again() {
    Instant at = Instant.EPOCH;
    List<AttemptOutcome> outcomes =
        List.of(
            new AttemptOutcome.TimedOut(at, "too long"),
            new AttemptOutcome.Disrupted(at, "drained"),
            new AttemptOutcome.Lost(at, "vanished"),
            new AttemptOutcome.Error(at, "ImagePullBackOff", "no such image"),
            new AttemptOutcome.ErrandFailed(
                at, new ErrandFailure(FailureReason.CheckoutFailed.name(), true, "no remote")));
    for (AttemptOutcome outcome : outcomes) {
      Story story = phaseGate("").ends("gate p/gates/g #1", outcome).asks();
      assertThat(gate(story).counts().error()).as(outcome.toString()).isEqualTo(1);
      assertThat(story.status().run().result()).isNull();
      story.after(PlanGate.ERROR_RETRY).asks("create gate p/gates/g #2");
      story.succeeds("gate p/gates/g #2").asks("create step q/u #1");
    }
  }

  @Test
  void a_job_that_somebody_else_suspends_or_deletes_is_an_error() {
    Story suspended = phaseGate("").runs("gate p/gates/g #1").cancelled("gate p/gates/g #1");
    assertThat(gate(suspended).counts().error()).isEqualTo(1);
    Story deleted = phaseGate("").runs("gate p/gates/g #1").after(Duration.ofSeconds(2));
    deleted.vanished("gate p/gates/g #1");
    assertThat(gate(deleted).counts().error()).isEqualTo(1);
    assertThat(gate(deleted).message()).contains("its Job:");
  }

  @Test
  void errors_ask_a_person_and_the_job_of_another_round_has_a_name_of_its_own() {
    Story story = phaseGate(", consecutiveErrorLimit: 0");
    String first = story.request("gate p/gates/g #1").name();
    story.ends("gate p/gates/g #1", new AttemptOutcome.Lost(Instant.EPOCH, "vanished"));
    story.askedOf("GateInDoubt p/gates/g").asks();
    story.answers("p/gates/g", "Retry", "alice").asks("create gate p/gates/g #2");
    assertThat(story.request("gate p/gates/g #2").name()).isNotEqualTo(first);
    story.succeeds("gate p/gates/g #2").asks("create step q/u #1");
  }

  @Test
  void a_pod_that_cannot_start_is_named_at_once_and_an_error_once_its_time_is_over() {
    Story story = phaseGate("").cannotStart("gate p/gates/g #1", "ImagePullBackOff", "no image");
    story.after(StepRules.DEBOUNCE).says("gate g measures (its Job: no image)");
    story.after(PlanDefaults.START_TIMEOUT).asks("cancel gate p/gates/g #1");
    story.cancelled("gate p/gates/g #1");
    assertThat(gate(story).counts().error()).isEqualTo(1);
    assertThat(gate(story).message()).contains("no image");
  }

  @Test
  void a_job_that_runs_too_long_is_ended_and_an_error() {
    String defaults = "stepDefaults: {timeout: 1m},";
    String phase = "gates: [{name: g, " + JOB + "}],";
    Story story = Story.of(Specs.fill(SPEC, defaults, phase, "")).begin().succeeds("p/s #1");
    story.runs("gate p/gates/g #1").after(Duration.ofMinutes(1));
    story.asks("cancel gate p/gates/g #1").cancelled("gate p/gates/g #1");
    assertThat(gate(story).counts().error()).isEqualTo(1);
  }

  @Test
  void a_gate_that_times_out_ends_its_measurement_whatever_that_says_in_the_end() {
    Story story = phaseGate(", timeout: 1m").runs("gate p/gates/g #1");
    story.after(Duration.ofMinutes(1)).asks("cancel gate p/gates/g #1");
    story.askedOf("GateInDoubt p/gates/g");
    story.answers("p/gates/g", "Retry", "alice").asks("cancel gate p/gates/g #1");
    story.succeeds("gate p/gates/g #1").asks("create gate p/gates/g #2");
    assertThat(gate(story).counts().pass()).isZero();
  }

  @Test
  void the_end_of_a_run_waits_until_the_job_of_a_guardrail_is_gone() {
    String guard = "guardrails: [{name: w, interval: 10s, " + JOB + "}],";
    Story story = story(guard, "").asks("create step p/s #1", "create gate p/guardrails/w #1");
    story.runs("gate p/guardrails/w #1").fails("p/s #1", 1);
    story.asks("cancel gate p/guardrails/w #1").state("Ending");
    story.cancelled("gate p/guardrails/w #1").asks("create rollback p/s #1");
    assertThat(gate(story).counts().error()).isZero();
  }

  @Test
  void a_guardrail_that_fails_cancels_the_step_and_a_phase_that_is_accepted_ends_its_measurement() {
    String guard = "guardrails: [{name: w, interval: 10s, " + JOB + "}],";
    Story tripped = story(guard, "").runs("p/s #1").fails("gate p/guardrails/w #1", 1);
    tripped.asks("cancel step p/s #1");
    assertThat(tripped.status().run().reason()).isEqualTo("GuardrailTripped");
    Story accepted = story(guard, "").runs("gate p/guardrails/w #1").succeeds("p/s #1");
    accepted.phase("p", "Succeeded");
    accepted.asks("create step q/u #1", "cancel gate p/guardrails/w #1");
    accepted.succeeds("q/u #1").asks("cancel gate p/guardrails/w #1");
    assertThat(accepted.status().run().completedAt()).isNull();
    accepted.cancelled("gate p/guardrails/w #1").state("Succeeded").asks();
  }

  @Test
  void an_abort_ends_the_measurement_of_an_entry_gate() {
    Story story = story("entryGates: [{name: g, " + JOB + "}],", "");
    story.asks("create gate p/entryGates/g #1").runs("gate p/entryGates/g #1");
    story.annotated("abort", "1").asks("cancel gate p/entryGates/g #1");
    story.cancelled("gate p/entryGates/g #1").state("Aborted").asks();
  }

  @Test
  void a_suspended_rollout_begins_no_measurement_and_counts_the_one_that_runs() {
    Story story = phaseGate(", interval: 1m, count: 2").runs("gate p/gates/g #1").suspended();
    story.succeeds("gate p/gates/g #1").after(Duration.ofHours(1)).asks();
    assertThat(gate(story).counts().pass()).isEqualTo(1);
  }

  @Test
  void a_step_that_is_tried_again_is_judged_by_jobs_of_new_numbers() {
    String two = "{name: g, " + JOB + "}, {name: h, " + JOB + "}";
    Story story = story("", ", gates: [" + two + "], retry: {limit: 1, backoff: {duration: 1s}}");
    story.succeeds("p/s #1").asks("create gate p/s/gates/g #1", "create gate p/s/gates/h #1");
    assertThat(story.step("s").state()).isEqualTo("Measuring");
    story.fails("gate p/s/gates/g #1", 1).step("s", "Failed");
    story.asks("cancel gate p/s/gates/h #1");
  }

  @Test
  void an_intent_is_stored_before_its_job_and_is_the_same_job_for_whoever_goes_on() {
    Story story = phaseGate("");
    assertThat(gate(story).job().attempt()).isEqualTo(1);
    assertThat(gate(story).job().state()).isEqualTo("Starting");
    String name = story.request("gate p/gates/g #1").name();
    for (int crash = 0; crash < 3; crash++) {
      story.decide().asks("create gate p/gates/g #1");
      assertThat(story.request("gate p/gates/g #1").name()).isEqualTo(name);
    }
    story.vanished("gate p/gates/g #1").asks("create gate p/gates/g #1");
    story.succeeds("gate p/gates/g #1").decide().decide();
    assertThat(gate(story).counts().pass()).isEqualTo(1);
    assertThat(gate(story).job().attempt()).isEqualTo(1);
  }

  @Test
  void a_job_of_an_older_measurement_that_comes_to_life_is_a_stray() {
    Story story = phaseGate(", interval: 1m, count: 2").succeeds("gate p/gates/g #1");
    String job = story.request("gate p/gates/g #1").name();
    story.seen(
        "gate p/gates/g #1",
        new JobSighting.Active(job, "late", Optional.of(Instant.EPOCH), Optional.empty()));
    story.asks("cancel stray " + job);
  }

  @Test
  void a_run_whose_revision_is_lost_waits_until_the_job_of_a_gate_is_gone() {
    Story story = phaseGate("").runs("gate p/gates/g #1").after(StepRules.DEBOUNCE);
    story.become("{phases: [{name: p, steps: [{name: s, run: {command: [z]}}]}]}");
    story.forgettingRevisions().asks("cancel gate p/gates/g #1");
    assertThat(story.status().history()).isEmpty();
    story.cancelled("gate p/gates/g #1");
    assertThat(story.status().history())
        .extracting(RunRecord::reason)
        .containsExactly("RevisionLost");
  }

  @Test
  void the_job_knows_its_gate_the_step_that_it_judges_and_its_span() {
    Story story = story("", ", outputs: [{name: url}], gates: [{name: g, " + JOB + "}]");
    story.succeeds("p/s #1", "{\"url\":\"https://x\"}");
    JobRequest job = story.request("gate p/s/gates/g #1");
    TraceContext run = TraceContext.of(story.status().run()).orElseThrow();
    assertThat(job.attempt().gate()).contains("g");
    assertThat(job.attempt().ofStep()).contains("s");
    assertThat(job.name()).matches("checkout-g-[0-9a-f]{10}-1");
    assertThat(job.environment())
        .containsEntry("PHASEROLLOUT_GATE", "g")
        .containsEntry("PHASEROLLOUT_STEP", "s")
        .containsEntry("PHASEROLLOUT_PHASE", "p")
        .containsEntry("PHASEROLLOUT_ATTEMPT", "1")
        .containsEntry("OUTPUT_URL", "https://x")
        .containsEntry("TRACEPARENT", run.step("p", "s").traceparent());
  }

  @Test
  void the_job_of_a_gate_looks_at_the_commit_that_it_judges() {
    String workspace = "workspace: {git: {url: 'https://git/x.git', branch: main}},";
    String step = ", commit: {paths: [a], message: m}, gates: [{name: g, " + JOB + "}]";
    Story story = Story.of(Specs.fill(SPEC, workspace, "", step)).begin();
    String base = "a".repeat(40);
    String proposed = "b".repeat(40);
    story.lands("git workspace/prepare #1", Outcome.Prepared, base);
    story.lands("p/s #1", Outcome.Proposed, proposed).asks("create gate p/s/gates/g #1");
    JobErrands errands = story.request("gate p/s/gates/g #1").errands().orElseThrow();
    Errand.Checkout tree = ((JobErrands.Around) errands).before();
    assertThat(tree.commit()).isEqualTo(proposed);
    assertThat(((JobErrands.Around) errands).after()).isEmpty();
  }

  @Test
  void the_pods_of_gates_are_tried_out_before_the_first_step() {
    Story story = phaseGate("");
    Revision revision = story.observation().revision().orElseThrow();
    assertThat(JobShapes.of(story.observation().rollout(), revision))
        .extracting(shape -> shape.job().attempt().role())
        .contains(Role.STEP);
    Story other = story("gates: [{name: g, job: {run: {image: other}}}],", "");
    assertThat(
            JobShapes.of(
                other.observation().rollout(), other.observation().revision().orElseThrow()))
        .extracting(JobShapes.Shape::field)
        .contains("spec.phases[0].gates[0].job");
  }

  @Test
  void a_rehearsal_measures_it_and_counts_its_time() {
    Story story = Story.of(Specs.fill(SPEC, "", "gates: [{name: g, " + JOB + "}],", ""));
    Forecast.Run run = Rehearsal.of(story.observation(), new LiteralExpressions()).runs().get(0);
    assertThat(run.phases().get(0).gates()).allMatch(Forecast.GateWatched::measured);
    Duration attempt = PlanDefaults.START_TIMEOUT.plus(PlanDefaults.TIMEOUT);
    assertThat(run.longest()).isEqualTo(attempt.multipliedBy(3));
  }
}
