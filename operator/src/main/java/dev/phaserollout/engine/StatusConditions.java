package dev.phaserollout.engine;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import java.util.ArrayList;
import java.util.List;

/** Turns the draft into what people and machines read: conditions, state and message. */
final class StatusConditions {

  private StatusConditions() {}

  static PhaseRolloutStatus compose(StatusDraft draft, PhaseRolloutStatus composed) {
    StatusFacts facts = StatusFacts.of(draft);
    if (saidBefore(draft, facts)) {
      return composed;
    }
    StatusTable row = StatusTable.of(facts);
    RunStatus run = draft.run().orElseThrow();
    String message = StatusMessages.summary(draft, row);
    String reason = reason(row, run);
    List<Condition> conditions = new ArrayList<>();
    conditions.add(condition(draft, "Ready", row.ready().word(), reason, message));
    conditions.add(accepted(draft, row, run));
    if (row.reconciling()) {
      conditions.add(condition(draft, "Reconciling", "True", reason, message));
    }
    if (row.stalled()) {
      conditions.add(condition(draft, "Stalled", "True", reason, message));
    }
    if (facts.suspended()) {
      conditions.add(
          condition(
              draft,
              "Suspended",
              "True",
              StatusReason.SUSPENDED.word(),
              StatusMessages.suspended()));
    }
    if (facts.awaiting()) {
      conditions.add(
          condition(
              draft,
              "AwaitingAnswer",
              "True",
              StatusReason.AWAITING_ANSWER.word(),
              QuestionMessages.waiting(draft.questions())));
    }
    if (run.rollback() != null) {
      conditions.add(rolledBack(draft, run.rollback()));
    }
    return new PhaseRolloutStatus(
        composed.observedGeneration(),
        state(draft, row, run),
        message,
        composed.run(),
        composed.checkpoint(),
        composed.phases(),
        composed.finallySteps(),
        composed.questions(),
        List.copyOf(conditions),
        composed.history(),
        composed.lastHandled(),
        composed.currentPhase(),
        composed.currentStep());
  }

  /**
   * An operator that has no report of its own yet does not unsay what another one said of the same
   * revision: else two of them would write against each other.
   */
  private static boolean saidBefore(StatusDraft draft, StatusFacts facts) {
    RunStatus run = draft.run().orElseThrow();
    RunStatus before = draft.stored().run();
    return facts.notBegun()
        && !facts.suspended()
        && facts.preflight().isEmpty()
        && before != null
        && before.equals(run)
        && !"Suspended".equals(draft.stored().state());
  }

  private static Condition accepted(StatusDraft draft, StatusTable row, RunStatus run) {
    return switch (row) {
      case REFUSED ->
          condition(
              draft,
              "Accepted",
              "False",
              StatusReason.INVALID_SPEC.word(),
              StatusMessages.problems(draft.preflight().orElseThrow().specProblems()));
      case NOT_READY ->
          condition(
              draft,
              "Accepted",
              "False",
              StatusReason.NOT_READY_TO_START.word(),
              StatusMessages.problems(draft.preflight().orElseThrow().surroundingProblems()));
      default ->
          run.startedAt() == null && row != StatusTable.HELD
              ? condition(
                  draft,
                  "Accepted",
                  "Unknown",
                  StatusReason.PREFLIGHT.word(),
                  StatusMessages.preflight())
              : condition(
                  draft,
                  "Accepted",
                  "True",
                  StatusReason.ACCEPTED.word(),
                  StatusMessages.accepted());
    };
  }

  private static Condition rolledBack(StatusDraft draft, RollbackStatus rollback) {
    RollbackState state = RollbackState.of(rollback);
    return condition(
        draft,
        "RolledBack",
        state == RollbackState.SUCCEEDED ? "True" : "False",
        reason(state).word(),
        StatusSize.bounded(RollbackMessages.of(rollback)));
  }

  private static StatusReason reason(RollbackState state) {
    return switch (state) {
      case DUE, RUNNING, STOPPING -> StatusReason.ROLLING_BACK;
      case SUCCEEDED -> StatusReason.COMPENSATED;
      case FAILED -> StatusReason.COMPENSATION_FAILED;
      case STOPPED -> StatusReason.ROLLBACK_STOPPED;
    };
  }

  private static String reason(StatusTable row, RunStatus run) {
    return switch (row) {
      case REFUSED -> StatusReason.INVALID_SPEC.word();
      case SUCCEEDED -> StatusReason.SUCCEEDED.word();
      case ENDED_BADLY -> run.reason() == null ? "Failed" : run.reason();
      case ROLLBACK_HALTED ->
          run.rollback() == null ? "Failed" : reason(RollbackState.of(run.rollback())).word();
      case ROLLING_BACK -> StatusReason.ROLLING_BACK.word();
      case AWAITING -> StatusReason.AWAITING_ANSWER.word();
      case NOT_READY -> StatusReason.NOT_READY_TO_START.word();
      case SUSPENDED -> StatusReason.SUSPENDED.word();
      case HELD -> run.hold() == null ? "Held" : run.hold().reason();
      case PREFLIGHT -> StatusReason.PREFLIGHT.word();
      case ENDING -> StatusReason.ENDING.word();
      case UNDER_WAY -> StatusReason.PROGRESSING.word();
    };
  }

  private static String state(StatusDraft draft, StatusTable row, RunStatus run) {
    return switch (row) {
      case REFUSED -> "Refused";
      case SUCCEEDED -> "Succeeded";
      case ENDED_BADLY ->
          run.rollback() != null ? "RolledBack" : run.result() == null ? "Failed" : run.result();
      case ROLLBACK_HALTED -> "RollbackFailed";
      case ROLLING_BACK -> "RollingBack";
      case AWAITING -> "AwaitingAnswer";
      case NOT_READY, PREFLIGHT -> "Pending";
      case SUSPENDED -> "Suspended";
      case HELD -> StatusProgress.atWork(draft) ? "Running" : "Waiting";
      case ENDING -> "Ending";
      case UNDER_WAY -> "Running";
    };
  }

  /**
   * The time of a transition moves only with the status of its condition, as the API conventions
   * have it.
   */
  private static Condition condition(
      StatusDraft draft, String type, String status, String reason, String message) {
    Long generation = draft.seen().rollout().getMetadata().getGeneration();
    return new Condition(type, status, generation, since(draft, type, status), reason, message);
  }

  private static String since(StatusDraft draft, String type, String status) {
    for (Condition known : draft.stored().conditions()) {
      if (known.type().equals(type) && known.status().equals(status)) {
        return known.lastTransitionTime();
      }
    }
    return StatusTime.textInSeconds(draft.now());
  }
}
