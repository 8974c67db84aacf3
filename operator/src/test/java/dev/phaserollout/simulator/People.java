package dev.phaserollout.simulator;

import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.simulator.cluster.FakeCluster;
import java.util.List;

/** Those who edit, suspend and command the rollout, at the worst moment. */
final class People {

  private static final List<String> COMMANDS =
      List.of("retry", "retry", "retry", "rerun", "rerun", "abort", "rollback", "rollback");
  private static final List<String> COMMANDS_TO_A_ROLLBACK =
      List.of("abort", "abort", "abort", "retry", "rerun", "rollback");

  private static final int EDITS_MOST = 4;
  private static final int COMMANDS_MOST = 4;

  /** So often a compensation may still time out because nobody looked in time. */
  private static final int GOING_ON_MOST = 20;

  private final FakeCluster cluster;
  private final Dice dice;
  private final Tally tally;
  private final Trace trace;
  private final Voters voters;
  private int edits;
  private int commands;
  private int wentOn;

  People(FakeCluster cluster, Dice dice, Tally tally, Trace trace) {
    this.cluster = cluster;
    this.dice = dice;
    this.tally = tally;
    this.trace = trace;
    this.voters = new Voters(cluster, dice, tally, trace);
  }

  void mayAct(Faults faults) {
    if (dice.chance(faults.edit())) {
      edit();
    }
    if (dice.chance(faults.suspension())) {
      suspend(!Boolean.TRUE.equals(spec().suspend()));
    }
    if (dice.chance(faults.command())) {
      command();
    }
    voters.mayAct(faults);
  }

  /** Nothing is under way: perhaps somebody wants another run. True when somebody did something. */
  boolean mayWantMore(Faults faults) {
    if (voters.mayAnswerWhatIsAsked(faults)) {
      return true;
    }
    boolean editing = dice.chance(0.5);
    if (editing && faults.edit() > 0 && edits < EDITS_MOST) {
      edit();
      return true;
    }
    if (!editing && faults.command() > 0 && commands < COMMANDS_MOST) {
      command();
      return true;
    }
    return false;
  }

  void calmDown() {
    if (Boolean.TRUE.equals(spec().suspend())) {
      suspend(false);
    }
  }

  /** Calm people answer what they are asked, and go on with a rollback that has stopped. */
  boolean settle() {
    if (voters.answerAll()) {
      return true;
    }
    RunStatus run = cluster.rollout().newest().getStatus().run();
    if (run == null || run.rollback() == null || wentOn == GOING_ON_MOST || !halted(run)) {
      return false;
    }
    wentOn++;
    tally.count(Sometimes.ROLLBACK_RETRIED_IN_CALM);
    takeBackWhatConflicts(run);
    annotate("retry", run.number() + "/calm-" + wentOn);
    return true;
  }

  private void takeBackWhatConflicts(RunStatus run) {
    boolean conflicts =
        run.git() != null
            && run.git().revert() != null
            && FailureReason.RevertConflict.name().equals(run.git().revert().reason());
    if (conflicts) {
      trace.line(() -> "somebody takes back by hand what run " + run.number() + " has committed");
      cluster
          .history()
          .remote()
          .takeBackByHand(run.lastSucceeded() == null ? 0 : run.lastSucceeded());
    }
  }

  private static boolean halted(RunStatus run) {
    return run.completedAt() != null
        && run.rollback() != null
        && ("Failed".equals(run.rollback().state()) || "Stopped".equals(run.rollback().state()));
  }

  private void edit() {
    if (edits == EDITS_MOST) {
      return;
    }
    edits++;
    tally.countIf(underWay(), Sometimes.SPEC_EDITED_MID_RUN);
    tally.countIf(
        underWay() && spec().onSpecChange() == OnSpecChange.Restart,
        Sometimes.SPEC_EDITED_MID_RUN_WITH_RESTART);
    tally.countIf(rollingBack(), Sometimes.SPEC_EDITED_DURING_A_ROLLBACK);
    cluster.edit(new RandomEdit(dice, edits).of(spec()));
    trace.line(() -> "somebody edits the spec: " + SpecLine.of(spec()));
  }

  private void suspend(boolean suspended) {
    tally.countIf(suspended && underWay(), Sometimes.SUSPENDED_MID_RUN);
    tally.countIf(suspended && rollingBack(), Sometimes.SUSPENDED_DURING_A_ROLLBACK);
    trace.line(() -> suspended ? "somebody suspends the rollout" : "somebody resumes the rollout");
    cluster.edit(SpecDraft.editing(spec()).suspended(suspended).build());
  }

  private void command() {
    if (commands == COMMANDS_MOST) {
      return;
    }
    commands++;
    RunStatus run = cluster.rollout().newest().getStatus().run();
    int number = run == null ? 1 : run.number();
    boolean stale = dice.chance(0.1);
    String verb = dice.pick(rollingBack() ? COMMANDS_TO_A_ROLLBACK : COMMANDS);
    String value = (stale ? number - 1 : number) + (dice.chance(0.5) ? "/" + commands : "");
    tally.countIf(stale, Sometimes.STALE_COMMAND);
    tally.count(
        switch (verb) {
          case "retry" -> Sometimes.RETRY_COMMANDED;
          case "rerun" -> Sometimes.RERUN_COMMANDED;
          case "rollback" -> Sometimes.ROLLBACK_COMMANDED;
          default -> Sometimes.ABORT_COMMANDED;
        });
    tally.countIf(rollingBack(), Sometimes.COMMAND_DURING_A_ROLLBACK);
    annotate(verb, value);
  }

  private void annotate(String verb, String value) {
    String key = "phaserollout.dev/" + verb;
    trace.line(() -> "somebody annotates " + key + ": " + value);
    cluster.annotate(key, value);
  }

  private boolean underWay() {
    RunStatus run = cluster.rollout().newest().getStatus().run();
    return run != null && run.completedAt() == null;
  }

  private boolean rollingBack() {
    RunStatus run = cluster.rollout().newest().getStatus().run();
    return run != null && run.rollback() != null && "Running".equals(run.rollback().state());
  }

  private PhaseRolloutSpec spec() {
    return cluster.rollout().newest().getSpec();
  }
}
