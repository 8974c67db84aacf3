package dev.phaserollout.engine;

/**
 * The reasons that conditions, phases and steps give. Open-ended for clients: new ones may come.
 */
enum StatusReason {
  /**
   * Surfaces when a run was accepted and its spec and surroundings are being checked; next: it
   * starts.
   */
  PREFLIGHT("Preflight"),
  /** Surfaces when the spec passed preflight. */
  ACCEPTED("Accepted"),
  /** Surfaces when preflight found faults in the spec; next: edit the spec as the message says. */
  INVALID_SPEC("InvalidSpec"),
  /**
   * Surfaces when the surroundings lack something; next: preflight is repeated until it is there.
   */
  NOT_READY_TO_START("NotReadyToStart"),
  /** Surfaces while change windows are closed; next: what waits starts when they open. */
  OUTSIDE_WINDOW("OutsideWindow"),
  /**
   * Surfaces while another rollout has not succeeded as dependsOn wants it; next: the run begins
   * when it has.
   */
  DEPENDENCY_NOT_READY("DependencyNotReady"),
  /**
   * Surfaces while another rollout of the concurrency group is ahead; next: the run begins when it
   * is its turn.
   */
  WAITING_FOR_GROUP("WaitingForGroup"),
  /** Surfaces while steps run. */
  PROGRESSING("Progressing"),
  /** Surfaces while {@code spec.suspend} is true; next: set it to false. */
  SUSPENDED("Suspended"),
  /** Surfaces while a run whose result is settled ends its steps and runs its finally steps. */
  ENDING("Ending"),
  /** Surfaces when every phase was accepted. */
  SUCCEEDED("Succeeded"),
  /**
   * Surfaces when a step failed for good; next: mend the cause, then annotate with
   * phaserollout.dev/retry.
   */
  STEP_FAILED("StepFailed"),
  /**
   * Surfaces when a gate failed; next: mend the cause, then annotate with phaserollout.dev/retry.
   */
  GATE_FAILED("GateFailed"),
  /** Surfaces when a guardrail of a phase failed while its steps were at work. */
  GUARDRAIL_TRIPPED("GuardrailTripped"),
  /** Surfaces when a finally step failed in a run that had succeeded. */
  FINALLY_FAILED("FinallyFailed"),
  /**
   * Surfaces when the workspace is not the one that the rollout expects, or lacks something; next:
   * mend it as the message says, then annotate with phaserollout.dev/retry.
   */
  WORKSPACE_NOT_READY("WorkspaceNotReady"),
  /**
   * Surfaces when every phase is done and checkpoint file, progress file or tag could not be
   * written; next: mend the cause, then annotate with phaserollout.dev/retry.
   */
  COMPLETION_FAILED("CompletionFailed"),
  /** Surfaces when a condition could not be evaluated; next: mend the expression. */
  CONDITION_FAILED("ConditionFailed"),
  /** Surfaces when a phase ran for longer than its timeout. */
  PHASE_TIMED_OUT("PhaseTimedOut"),
  /** Surfaces when a run took longer than the rollout's timeout. */
  RUN_TIMED_OUT("RunTimedOut"),
  /** Surfaces when a person asked for the run to be aborted. */
  ABORTED("Aborted"),
  /** Surfaces when a person asked for a run to be rolled back. */
  ROLLBACK_REQUESTED("RollbackRequested"),
  /** Surfaces while compensations run; next: they end. */
  ROLLING_BACK("RollingBack"),
  /** Surfaces when everything that has a rollback was undone. */
  COMPENSATED("Compensated"),
  /**
   * Surfaces when a compensation failed for good; next: mend the cause, then annotate with
   * phaserollout.dev/retry to go on with the rollback, or with phaserollout.dev/rerun to give it
   * up.
   */
  COMPENSATION_FAILED("CompensationFailed"),
  /** Surfaces when a person stopped a rollback; next: as after a compensation that failed. */
  ROLLBACK_STOPPED("RollbackStopped"),
  /** Surfaces when an edited spec ended the run before its time. */
  SPEC_CHANGED("SpecChanged"),
  /** Surfaces when the stored revision of a run has vanished and the spec is another by now. */
  REVISION_LOST("RevisionLost"),
  /** Surfaces while a person has to answer something; next: answer what status.questions lists. */
  AWAITING_ANSWER("AwaitingAnswer"),
  /** Surfaces when a person said no; next: annotate with phaserollout.dev/retry to ask again. */
  REJECTED("Rejected"),
  /** Surfaces when nobody has approved in time. */
  APPROVAL_EXPIRED("ApprovalExpired"),
  /** Surfaces on a step that a person has passed over after it had failed. */
  PASSED_OVER("PassedOver"),
  /** Surfaces on a step that a person has taken as done. */
  TAKEN_AS_DONE("TakenAsDone"),
  /** Surfaces when the condition of a step or phase was false. */
  CONDITION_FALSE("ConditionFalse"),
  /** Surfaces when a checkpoint of an earlier run stood in for the step. */
  REUSED("Reused"),
  /** Surfaces when the container of a step ended with an exit code other than 0. */
  NON_ZERO_EXIT("NonZeroExit"),
  /** Surfaces when a step ran for longer than its timeout. */
  STEP_TIMED_OUT("StepTimedOut"),
  /** Surfaces when the container of a step had not started within startTimeout. */
  START_TIMED_OUT("StartTimedOut"),
  /** Surfaces when the surroundings took an attempt away. */
  DISRUPTED("Disrupted"),
  /**
   * Surfaces when the person who runs a rollout interrupted an attempt; next: it is tried again.
   */
  INTERRUPTED("Interrupted"),
  /** Surfaces when it cannot be known how an attempt ended. */
  OUTCOME_LOST("OutcomeLost"),
  /** Surfaces when the outputs of a step are not what they must be. */
  INVALID_OUTPUTS("InvalidOutputs"),
  /** Surfaces when an input has neither an output to take nor a default. */
  MISSING_INPUT("MissingInput"),
  /** Surfaces when another object has the name of an attempt's Job. */
  NAME_TAKEN("NameTaken"),
  /** Surfaces on a step that was ended because its run could not succeed any more. */
  RUN_ENDING("RunEnding");

  private final String word;

  StatusReason(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
