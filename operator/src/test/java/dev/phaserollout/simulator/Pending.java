package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.simulator.cluster.FakeCluster;

/** Says what still waits when nothing happens any more. */
final class Pending {

  private static final String WAITS = "waits for ";

  private Pending() {}

  /** Empty when everything has ended. */
  static String in(FakeCluster cluster, boolean restless) {
    PhaseRollout rollout = cluster.rollout().newest();
    if (restless) {
      return "it never comes to rest: " + StatusLine.of(rollout.getStatus());
    }
    if (!rollout.getStatus().questions().isEmpty()) {
      QuestionStatus question = rollout.getStatus().questions().get(0);
      return question.kind() + " " + question.id() + " is still asked, whatever people answer";
    }
    if (SpecDraft.isRefused(rollout.getSpec())) {
      return WAITS + "somebody to mend the spec";
    }
    RunStatus run = rollout.getStatus().run();
    if (run == null) {
      return "no run ever began: " + StatusLine.of(rollout.getStatus());
    }
    if (run.completedAt() == null) {
      return "run " + run.number() + " has not ended: " + StatusLine.of(rollout.getStatus());
    }
    if (run.rollback() != null && !"Succeeded".equals(run.rollback().state())) {
      return "the rollback of run " + run.number() + " is " + run.rollback().state();
    }
    return "";
  }

  /** Whether it is nobody's turn: neither ended nor waiting for a person. */
  static boolean isDefect(String pending) {
    return !pending.isEmpty() && !pending.startsWith(WAITS);
  }
}
