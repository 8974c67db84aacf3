package dev.phaserollout.cli;

import dev.phaserollout.api.ApprovalDecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code phaserollout answer NAME QUESTION DECISION}: for decisions that have no verb. */
@Command(
    name = "answer",
    mixinStandardHelpOptions = true,
    description = {
      "Answers a question of a rollout on a cluster with any of its choices.",
      "Creates a PhaseApproval in your name, for this run and for what is being decided now."
    })
final class AnswerCommand implements Verb {

  /** What a person can decide. */
  enum Decision {
    Approve,
    Reject,
    Retry,
    Skip
  }

  @Mixin private final AnswerWriter answer = new AnswerWriter();

  @Parameters(
      index = "2",
      paramLabel = "DECISION",
      description = "one of ${COMPLETION-CANDIDATES}, as far as the question takes it")
  private Decision decision = Decision.Approve;

  @Override
  public Exit run(Session session) {
    return answer.give(ApprovalDecision.valueOf(decision.name()), session);
  }
}
