package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Approval;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.AnswerGiven;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counted in answers that people gave before the version that orders the step, to a question that a
 * version before had asked.
 */
final class ApprovalsFirst implements Invariant {

  @Override
  public String sentence() {
    return "no step of a phase starts before enough people have approved the phase";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : Pods.ofSteps(history)) {
      Optional<Approval> approval = approvalOf(history, pod);
      Optional<Integer> intent =
          approval.flatMap(needed -> Claims.intentOf(history, pod.attempt()));
      if (intent.isPresent()) {
        int required = approval.get().required() == null ? 1 : approval.get().required();
        long approved = approvers(history, pod, approval.get(), intent.get());
        if (approved < required) {
          found.add(
              new Evidence(pod.move(), pod + ", approved by " + approved + " of " + required));
        }
      }
    }
    return found;
  }

  private static Optional<Approval> approvalOf(History history, PodRun pod) {
    return history.specOfRun(pod.attempt().run()).stream()
        .flatMap(spec -> spec.phases().stream())
        .filter(phase -> phase.name().equals(pod.attempt().phase()))
        .flatMap(phase -> Optional.ofNullable(phase.approval()).stream())
        .findFirst();
  }

  private static long approvers(History history, PodRun pod, Approval approval, int version) {
    return history.answers().stream()
        .filter(given -> given.version() < version)
        .filter(given -> given.answer().question().equals(pod.attempt().phase()))
        .filter(given -> given.answer().decision().equals("Approve"))
        .filter(given -> means(history, given, pod.attempt().run()))
        .map(AnswerGiven::answer)
        .filter(
            answer -> answer.verified() || !Boolean.TRUE.equals(approval.requireVerifiedIdentity()))
        .map(Answer::approver)
        .distinct()
        .count();
  }

  private static boolean means(History history, AnswerGiven given, int run) {
    return given.answer().run() == run
        && given.answer().rolloutUid().equals(history.newest().getMetadata().getUid())
        && Claims.asked(history, run, given.answer(), given.version() + 1).isPresent();
  }
}
