package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.local.LocalEnd;
import dev.phaserollout.local.RunRequest;
import dev.phaserollout.local.StateFolder;
import dev.phaserollout.view.GitSummary;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.RunSummary;
import dev.phaserollout.view.Tone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The last lines of a run: what has come out, where to look, and how to go on. */
final class RunReport {

  private final RunRequest request;
  private final String again;

  /**
   * @param again the words that go on with the run
   */
  RunReport(RunRequest request, String again) {
    this.request = request;
    this.again = again;
  }

  List<Line> of(LocalEnd end) {
    List<Line> lines = new ArrayList<>();
    switch (end.kind()) {
      case SUCCEEDED, FAILED -> RunSummary.of(end.rollout()).ifPresent(lines::add);
      case WAITING -> {
        lines.add(Line.of(Tone.WARNING, "Waiting").and(Tone.PLAIN, ": " + end.message()));
        lines.addAll(new OpenQuestions(again).of(end.rollout()));
      }
      case INTERRUPTED ->
          lines.add(
              Line.of(Tone.WARNING, "Stopped")
                  .and(
                      Tone.PLAIN,
                      " by " + end.message() + ": what ran was ended and is tried again"));
      case REFUSED ->
          lines.add(Line.of(Tone.BAD, "Refused").and(Tone.PLAIN, ": " + message(end.rollout())));
    }
    if (end.kind() == LocalEnd.Kind.FAILED) {
      failed(end, lines);
    }
    made(end.rollout(), lines);
    RunSummary.said(end.rollout())
        .forEach(said -> lines.add(fact(said.step() + " " + said.name(), said.value())));
    lines.add(fact("logs", request.state().root() + "/runs/"));
    next(end, lines);
    return lines;
  }

  /** What is in the workspace now, and how it comes to the user's own working tree. */
  private void made(PhaseRollout rollout, List<Line> lines) {
    GitSummary.of(rollout).forEach(made -> lines.add(fact(made.name(), made.value())));
    if (GitSummary.moved(rollout)) {
      request
          .git()
          .workTree()
          .ifPresent(
              tree ->
                  lines.add(
                      fact(
                          "get it with", "git -C " + ShellWord.quoted(tree.toString()) + " pull")));
    }
  }

  private void next(LocalEnd end, List<Line> lines) {
    boolean goesOn =
        end.kind() == LocalEnd.Kind.FAILED
            || end.kind() == LocalEnd.Kind.INTERRUPTED
            || end.kind() == LocalEnd.Kind.WAITING;
    if (stopped(end.rollout())) {
      lines.add(fact("go on with the rollback", again));
      lines.add(fact("give it up and run all of it anew", again + " --rerun"));
    } else if (goesOn) {
      lines.add(fact("go on with", again));
    } else if (end.kind() == LocalEnd.Kind.SUCCEEDED && end.nothingToDo()) {
      lines.add(
          fact(
              "nothing to do",
              "this spec has been run; to run all of it anew: " + again + " --rerun"));
    }
  }

  /** Whether a rollback has ended before everything was undone. */
  private static boolean stopped(PhaseRollout rollout) {
    return run(rollout)
        .map(RunStatus::rollback)
        .filter(rollback -> !rollback.standing().isEmpty())
        .isPresent();
  }

  private static Optional<RunStatus> run(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::run);
  }

  private void failed(LocalEnd end, List<Line> lines) {
    if (!end.message().isEmpty()) {
      lines.add(fact("why", end.message()));
    }
    int run = run(end.rollout()).map(RunStatus::number).orElse(0);
    StateFolder state = request.state();
    for (RunSummary.FailedStep failed : RunSummary.failed(end.rollout())) {
      failed("step ", failed, attempt -> log(state, run, failed, attempt), lines);
    }
    for (RunSummary.FailedStep failed : RunSummary.failedGit(end.rollout())) {
      failed(
          "git " + failed.phase() + "/",
          failed,
          attempt -> gitLog(state, run, failed, attempt),
          lines);
    }
    for (RunSummary.FailedStep failed : RunSummary.notUndone(end.rollout())) {
      failed("rollback of ", failed, attempt -> rollbackLog(state, run, failed, attempt), lines);
    }
  }

  private static Path log(StateFolder state, int run, RunSummary.FailedStep failed, int attempt) {
    return state.log(run, failed.phase(), failed.step().name(), attempt);
  }

  private static Path gitLog(
      StateFolder state, int run, RunSummary.FailedStep failed, int attempt) {
    return state.gitLog(run, failed.phase(), failed.step().name(), attempt);
  }

  private static Path rollbackLog(
      StateFolder state, int run, RunSummary.FailedStep failed, int attempt) {
    return state.rollbackLog(run, failed.phase(), failed.step().name(), attempt);
  }

  private static void failed(
      String what, RunSummary.FailedStep failed, IntFunction<Path> log, List<Line> lines) {
    Integer attempt = failed.step().attempt();
    String message = Optional.ofNullable(failed.step().message()).orElse("");
    lines.add(fact(what + failed.step().name(), failed.step().state() + ", " + message));
    if (attempt != null) {
      lines.add(fact("its log", log.apply(attempt).toString()));
    }
  }

  private static String message(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::message).orElse("");
  }

  private static Line fact(String name, String value) {
    return Line.of(Tone.FAINT, "  " + name + ": ").and(Tone.PLAIN, value);
  }
}
