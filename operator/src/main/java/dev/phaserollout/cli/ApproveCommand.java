package dev.phaserollout.cli;

import dev.phaserollout.api.ApprovalDecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code phaserollout approve NAME QUESTION}. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Answers a question of a rollout on a cluster with Approve: go on; what was asked is done.",
      "Creates a PhaseApproval in your name, for this run and for what is being decided now."
    })
final class ApproveCommand implements Verb {

  @Mixin private final AnswerWriter answer = new AnswerWriter();

  @Override
  public Exit run(Session session) {
    return answer.give(ApprovalDecision.Approve, session);
  }
}
