package dev.phaserollout.simulator;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.VerdictCounts;
import dev.phaserollout.api.WorkStatus;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A status on one line, for traces: {@code run 2: build Succeeded [s1 Succeeded #1], staging
 * Running [s2 Starting #1]}.
 */
final class StatusLine {

  private StatusLine() {}

  static String of(PhaseRolloutStatus status) {
    RunStatus run = status.run();
    StringJoiner line = new StringJoiner(", ");
    for (PhaseStatus phase : status.phases()) {
      line.add(
          phase.name() + " " + word(phase.state()) + " " + steps(phase.steps()) + gates(phase));
    }
    if (!status.finallySteps().isEmpty()) {
      line.add("finally " + steps(status.finallySteps()));
    }
    String head =
        run == null
            ? "no run"
            : "run "
                + run.number()
                + (run.result() == null ? "" : " " + run.result())
                + (run.rollback() == null ? "" : ", rollback " + run.rollback().state());
    if (run != null && run.git() != null) {
      line.add(git(run));
    }
    status.questions().forEach(question -> line.add("? " + question.id()));
    return word(status.state()) + ", " + head + ": " + line;
  }

  private static String gates(PhaseStatus phase) {
    StringJoiner line = new StringJoiner(", ", " (", ")").setEmptyValue("");
    phase.entryGates().forEach(gate -> line.add("enter " + gate(gate)));
    phase.guardrails().forEach(gate -> line.add("guard " + gate(gate)));
    phase.gates().forEach(gate -> line.add("judge " + gate(gate)));
    return line.toString();
  }

  private static String gate(GateStatus gate) {
    String round = gate.round() == null ? "" : "@" + gate.round();
    VerdictCounts c = gate.counts();
    String counts =
        c == null ? "" : " " + c.pass() + "-" + c.fail() + "-" + c.inconclusive() + "-" + c.error();
    return gate.name() + round + " " + gate.state() + counts;
  }

  private static String git(RunStatus run) {
    StringJoiner line = new StringJoiner(", ", "git of the run [", "]");
    add(line, "prepare", run.git().prepare());
    add(line, "revert", run.git().revert());
    add(line, "complete", run.git().complete());
    return line + " at " + run.commit();
  }

  private static void add(StringJoiner line, String job, @Nullable WorkStatus work) {
    if (work != null) {
      line.add(job + " " + work.state() + " #" + work.attempt());
    }
  }

  private static String steps(List<StepStatus> steps) {
    StringJoiner line = new StringJoiner(", ", "[", "]");
    for (StepStatus step : steps) {
      String attempt = step.attempt() == null ? "" : " #" + step.attempt();
      String uid = step.jobUid() == null ? "" : " " + step.jobUid();
      WorkStatus undo = step.rollback();
      String undone = undo == null ? "" : " (undo " + undo.state() + " #" + undo.attempt() + ")";
      WorkStatus git = step.git();
      String commit = step.commit() == null ? "" : " " + step.commit();
      String landing = git == null ? "" : " (git " + git.state() + " #" + git.attempt() + ")";
      StringJoiner gates = new StringJoiner(", ", " {", "}").setEmptyValue("");
      step.gates().forEach(gate -> gates.add(gate(gate)));
      line.add(
          step.name()
              + " "
              + word(step.state())
              + attempt
              + uid
              + commit
              + landing
              + undone
              + gates);
    }
    return line.toString();
  }

  private static String word(@Nullable String state) {
    return state == null ? "-" : state;
  }
}
