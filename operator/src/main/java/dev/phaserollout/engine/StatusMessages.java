package dev.phaserollout.engine;

import dev.phaserollout.api.Input;
import dev.phaserollout.api.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every text that people read in a status: where, what, what it needs, what happens next or what to
 * do.
 */
final class StatusMessages {

  private static final int PROBLEMS_MAX = 20;

  private StatusMessages() {}

  static String summary(StatusDraft draft, StatusTable row) {
    RunStatus run = draft.run().orElseThrow();
    String text =
        switch (row) {
          case REFUSED ->
              "run "
                  + run.number()
                  + " cannot start: "
                  + problems(draft.preflight().orElseThrow().specProblems());
          case NOT_READY ->
              "run "
                  + run.number()
                  + " waits for its surroundings, looked at again every "
                  + TimeSpan.text(RunAdmission.LOOK_AGAIN)
                  + ": "
                  + problems(draft.preflight().orElseThrow().surroundingProblems());
          case HELD -> HoldMessages.summary(draft);
          case PREFLIGHT -> preflight();
          case SUSPENDED -> suspended() + "; " + StatusProgress.of(draft);
          case ENDING -> "the run is ending (" + run.message() + "); " + StatusProgress.of(draft);
          case UNDER_WAY -> StatusProgress.of(draft);
          case AWAITING ->
              QuestionMessages.waiting(draft.questions()) + "; " + StatusProgress.of(draft);
          case ROLLING_BACK -> rollback(run) + " (" + ended(run) + ")";
          case ROLLBACK_HALTED -> rollback(run) + " (" + ended(run) + ")";
          case SUCCEEDED, ENDED_BADLY ->
              run.rollback() == null ? ended(run) : ended(run) + "; " + rollback(run);
        };
    return StatusSize.bounded(text);
  }

  private static String ended(RunStatus run) {
    return run.message() == null ? "run " + run.number() + " has ended" : run.message();
  }

  private static String rollback(RunStatus run) {
    return run.rollback() == null ? "" : RollbackMessages.of(run.rollback());
  }

  static String preflight() {
    return "spec and surroundings are being checked";
  }

  static String accepted() {
    return "the spec passed preflight";
  }

  static String suspended() {
    return "suspended: nothing new starts until spec.suspend is false";
  }

  static String problems(List<Problem> problems) {
    String listed =
        problems.stream().limit(PROBLEMS_MAX).map(Problem::text).collect(Collectors.joining("\n"));
    int more = problems.size() - PROBLEMS_MAX;
    return StatusSize.boundedList(more > 0 ? listed + "\nand " + more + " more" : listed);
  }

  /**
   * @param passedOver steps that failed and were to be continued after
   */
  static String succeeded(Plan plan, List<String> passedOver) {
    long steps = plan.phases().stream().mapToLong(phase -> phase.steps().size()).sum();
    return "all "
        + counted(plan.phases().size(), "phase")
        + " done, "
        + counted(steps, "step")
        + (passedOver.isEmpty()
            ? ""
            : "; failed and passed over (continueOnError): " + String.join(", ", passedOver));
  }

  static String stepFailed(PlanStep step, StepFailure failure, StepTally tally) {
    String attempts = tally.attempt() > 1 ? " after " + counted(tally.attempt(), "attempt") : "";
    return "phase "
        + step.phase()
        + ", step "
        + step.name()
        + ": "
        + failure.kind().word()
        + attempts
        + ", "
        + failure.message();
  }

  static String timedOut(Duration timeout) {
    return "ran for longer than its timeout of "
        + TimeSpan.text(timeout)
        + "; raise timeout or make the step faster";
  }

  static String startTimedOut(Duration timeout, Optional<Trouble> trouble) {
    return "had not started after its startTimeout of "
        + TimeSpan.text(timeout)
        + trouble.map(why -> ": " + why.reason() + ", " + why.message()).orElse("");
  }

  static String startedLate(Duration timeout) {
    return "started after its startTimeout of "
        + TimeSpan.text(timeout)
        + ", when it was being cancelled already; raise startTimeout";
  }

  static String vanished(String job) {
    return "Job "
        + job
        + " vanished before its outcome was read, so it cannot be known; look at what the step "
        + "changes, then retry";
  }

  static String suspendedByOthers() {
    return "its Job was suspended by somebody else; suspend the rollout instead (spec.suspend)";
  }

  static String nameTaken(Attempt attempt, JobSighting.Foreign foreign) {
    return "the Job "
        + foreign.job()
        + " of "
        + attempt
        + " exists already and belongs to "
        + foreign.owner()
        + "; delete or rename it, then retry";
  }

  static String invalidOutputs(String step, String fault) {
    return "outputs of step " + step + ": " + fault;
  }

  static String outputsMissing(List<String> names) {
    return "found no "
        + quoted(names)
        + ", expected every declared output; write it to "
        + "$PHASEROLLOUT_OUTPUTS or declare it no longer";
  }

  static String missingInputs(List<Input> inputs) {
    return inputs.stream()
            .map(
                input ->
                    "input "
                        + input.env()
                        + ": step "
                        + input.from().step()
                        + " gave no output '"
                        + input.from().output()
                        + "'")
            .collect(Collectors.joining(", "))
        + "; give the input a default";
  }

  static String conditionFailed(String condition, Expressions.Fault fault) {
    return "if '" + condition + "' cannot be evaluated: " + fault.message() + at(fault);
  }

  static String phaseConditionFailed(String phase, String condition, Expressions.Fault fault) {
    return "phase " + phase + ": " + conditionFailed(condition, fault);
  }

  private static String at(Expressions.Fault fault) {
    return fault.column() > 0 ? " (column " + fault.column() + ")" : "";
  }

  static String nothingToRun() {
    return "found neither run nor wait, expected one of them; this version can do nothing else";
  }

  static String runTimedOut(Duration timeout) {
    return "the run took longer than spec.timeout of " + TimeSpan.text(timeout);
  }

  static String phaseTimedOut(PlanPhase phase) {
    return "phase "
        + phase.name()
        + " took longer than its timeout of "
        + TimeSpan.text(phase.timeout().orElseThrow());
  }

  static String specChanged() {
    return "the spec was edited and onSpecChange is Restart; the next run follows";
  }

  static String aborted() {
    return "aborted by annotation "
        + RunCommands.ABORT
        + "; "
        + RunCommands.RETRY
        + " goes on from the checkpoints that stand";
  }

  static String stoppedByRun(RunStatus run) {
    return "ended because the run is ending: " + (run.message() == null ? "" : run.message());
  }

  static String revisionLost(String revision) {
    return "revision "
        + revision
        + " has vanished and the spec is another by now, so what this run meant is not known any"
        + " more; the spec as it is now is run next";
  }

  static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
