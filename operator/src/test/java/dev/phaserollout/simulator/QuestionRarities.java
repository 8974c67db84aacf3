package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;

/** Finds in a history the rare things that people were asked and answered. */
final class QuestionRarities {

  private QuestionRarities() {}

  static void count(History history, Tally tally) {
    for (History.Write write : history.writes()) {
      PhaseRolloutStatus status = write.after().getStatus();
      status.questions().forEach(question -> count(question, tally));
      if (status.run() != null) {
        count(write, status.run(), tally);
      }
      status.phases().stream()
          .flatMap(phase -> phase.steps().stream())
          .forEach(step -> count(step, tally));
    }
  }

  private static void count(QuestionStatus question, Tally tally) {
    tally.count(
        switch (String.valueOf(question.kind())) {
          case "Approval" -> Sometimes.ASKED_FOR_APPROVAL;
          case "ManualStep" -> Sometimes.ASKED_FOR_A_MANUAL_STEP;
          case "FailedStep" -> Sometimes.ASKED_ABOUT_A_FAILED_STEP;
          case "LostOutcome" -> Sometimes.ASKED_ABOUT_A_LOST_OUTCOME;
          case "StuckPod" -> Sometimes.ASKED_ABOUT_A_STUCK_POD;
          case "GateInDoubt" -> Sometimes.ASKED_ABOUT_A_GATE;
          case "FailedRun" -> Sometimes.ASKED_ABOUT_A_FAILED_RUN;
          default -> throw new IllegalStateException("no such kind: " + question);
        });
  }

  private static void count(History.Write write, RunStatus run, Tally tally) {
    RunStatus before = write.before().getStatus().run();
    if (before != null && before.number() == run.number() && run.answers().size() > 1) {
      long together =
          run.answers().stream()
              .skip(before.answers().size())
              .filter(answer -> "Approve".equals(answer.decision()))
              .count();
      tally.countIf(together > 1, Sometimes.APPROVED_BY_TWO);
    }
    tally.countIf(
        write.after().getStatus().phases().stream().anyMatch(phase -> phase.approvedAt() != null),
        Sometimes.APPROVED);
    tally.countIf("Rejected".equals(run.reason()), Sometimes.REJECTED);
    tally.countIf("ApprovalExpired".equals(run.reason()), Sometimes.APPROVAL_EXPIRED);
    tally.countIf(
        run.answers().stream().anyMatch(answer -> "Retry".equals(answer.decision())),
        Sometimes.STEP_TRIED_AGAIN_BY_A_PERSON);
  }

  private static void count(StepStatus step, Tally tally) {
    tally.countIf("TakenAsDone".equals(step.reason()), Sometimes.STEP_TAKEN_AS_DONE);
    tally.countIf("PassedOver".equals(step.reason()), Sometimes.STEP_PASSED_OVER);
  }
}
