package dev.phaserollout.cli;

import dev.phaserollout.api.ApprovalDecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code phaserollout reject NAME QUESTION}. */
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    description = {
      "Answers a question of a rollout on a cluster with Reject: do not go on.",
      "Creates a PhaseApproval in your name, for this run and for what is being decided now."
    })
final class RejectCommand implements Verb {

  @Mixin private final AnswerWriter answer = new AnswerWriter();

  @Override
  public Exit run(Session session) {
    return answer.give(ApprovalDecision.Reject, session);
  }
}
