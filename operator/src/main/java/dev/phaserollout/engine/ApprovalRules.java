package dev.phaserollout.engine;

import dev.phaserollout.api.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * People who must agree before a phase begins to work. They are asked when the first of its steps
 * would start: a phase whose checkpoints all stand runs nothing, so nobody is asked again.
 */
final class ApprovalRules {

  private ApprovalRules() {}

  static boolean missing(RunState run, PlanPhase phase) {
    return phase.approval().isPresent()
        && run.phase(phase) instanceof PhaseState.Running running
        && running.approvedAt().isEmpty();
  }

  /** Reads the answers that have come, before anything moves. */
  static void observe(RunState run, PlanPhase phase) {
    if (!missing(run, phase) || run.ending() || !run.questions().raised(phase.name())) {
      return;
    }
    Question question = question(run, phase);
    Ballot ballot = run.questions().ballot(question);
    Optional<Question.Choice> choice = run.questions().decided(question, ballot);
    if (choice.isPresent() && choice.get() == Question.Choice.APPROVE) {
      PhaseState.Running running = (PhaseState.Running) run.phase(phase);
      run.put(
          phase,
          new PhaseState.Running(running.since(), Optional.of(run.now()), running.accepted()));
    } else if (choice.isPresent()) {
      run.end(
          RunResult.REJECTED,
          StatusReason.REJECTED,
          QuestionMessages.rejected("phase " + phase.name(), ballot.counted()));
    } else if (question.expiresAt().filter(at -> !run.now().isBefore(at)).isPresent()) {
      run.end(
          RunResult.REJECTED,
          StatusReason.APPROVAL_EXPIRED,
          QuestionMessages.expired(phase, TimeSpan.text(timeout(phase).orElseThrow())));
    }
  }

  /** Whether people are asked: since a step would start, and from then on while nothing may. */
  static boolean asks(RunState run, PlanPhase phase) {
    return run.awaitsApproval(phase)
        || (missing(run, phase) && run.questions().raised(phase.name()));
  }

  static void ask(RunState run, PlanPhase phase) {
    run.questions().ask(question(run, phase));
  }

  private static Question question(RunState run, PlanPhase phase) {
    Approval approval = phase.approval().orElseThrow();
    int required = approval.required() == null ? 1 : Math.max(1, approval.required());
    Instant since = run.questions().since(phase.name());
    return new Question(
        phase.name(),
        Question.Kind.APPROVAL,
        List.of(Question.Choice.APPROVE, Question.Choice.REJECT),
        run.run().revision() + "\n" + phase.name(),
        QuestionMessages.approval(phase, approval, run.plan().release(), required),
        since,
        timeout(phase).map(since::plus),
        required,
        Boolean.TRUE.equals(approval.requireVerifiedIdentity()),
        List.of());
  }

  private static Optional<Duration> timeout(PlanPhase phase) {
    return phase.approval().map(Approval::timeout).flatMap(PlanDefaults::optional);
  }
}
