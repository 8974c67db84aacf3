package dev.phaserollout.view;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has happened between two statuses of a rollout, a line each, in the order of its phases. */
public final class StatusChanges {

  private final Optional<PhaseRolloutStatus> before;
  private final PhaseRolloutStatus after;
  private final List<Line> lines = new ArrayList<>();

  private StatusChanges(Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after) {
    this.before = before;
    this.after = after;
  }

  /** Empty when nothing has changed that a person needs to hear of. */
  public static List<Line> between(Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after) {
    StatusChanges changes = new StatusChanges(before, after);
    QuestionChanges people = new QuestionChanges(before.filter(status -> changes.sameRun()), after);
    changes.held();
    changes.runBegan();
    changes.git(GitWorks.PREPARE);
    changes.lines.addAll(people.answered());
    changes.phases();
    changes.git(GitWorks.COMPLETE);
    changes.rollback();
    changes.git(GitWorks.REVERT);
    changes.steps("finally", changes.finallyBefore(), after.finallySteps());
    changes.lines.addAll(people.asked());
    changes.runEnded();
    return List.copyOf(changes.lines);
  }

  private void held() {
    Optional<String> is = hold(Optional.ofNullable(after.run()));
    if (is.isPresent() && !is.equals(hold(runBefore()))) {
      lines.add(Line.of(Tone.PLAIN, "nothing new starts: " + OneLine.of(is.get())));
    }
  }

  private static Optional<String> hold(Optional<RunStatus> run) {
    return run.flatMap(known -> Optional.ofNullable(known.hold()))
        .flatMap(hold -> Optional.ofNullable(hold.message()));
  }

  private void runBegan() {
    RunStatus run = after.run();
    if (run == null || run.startedAt() == null) {
      return;
    }
    boolean known = sameRun() && runBefore().map(RunStatus::startedAt).isPresent();
    if (!known) {
      String release = run.release() == null ? "" : " of release " + run.release();
      lines.add(Line.of(Tone.TITLE, "run " + run.number() + release + " begins"));
    }
  }

  private void git(GitWorks work) {
    Optional<StepStatus> was = work.of(before.filter(status -> sameRun()));
    work.of(Optional.of(after))
        .ifPresent(is -> news(GitWorks.PHASE + "/" + work.word() + ": ", was, is));
  }

  /** Newest first, as it is undone. */
  private void rollback() {
    RunStatus run = after.run();
    if (run == null) {
      return;
    }
    Optional<RunStatus> old = runBefore().filter(known -> sameRun());
    RollbackPicture.begins(old, run).ifPresent(lines::add);
    Map<String, StepStatus> known =
        before.filter(status -> sameRun()).stream()
            .flatMap(StatusChanges::stepsOfPhases)
            .collect(Collectors.toMap(StepStatus::name, step -> step, (a, b) -> a));
    for (int p = after.phases().size() - 1; p >= 0; p--) {
      PhaseStatus phase = after.phases().get(p);
      for (int s = phase.steps().size() - 1; s >= 0; s--) {
        StepStatus step = phase.steps().get(s);
        String name = phase.name() + "/" + step.name() + ": rollback: ";
        Optional<StepStatus> was = Optional.ofNullable(known.get(step.name()));
        step.undone().ifPresent(undo -> news(name, was.flatMap(StepStatus::undone), undo));
      }
    }
    RollbackPicture.ends(old, run).ifPresent(lines::add);
  }

  private static Stream<StepStatus> stepsOfPhases(PhaseRolloutStatus status) {
    return status.phases().stream().flatMap(phase -> phase.steps().stream());
  }

  private void runEnded() {
    RunStatus run = after.run();
    if (run == null || run.completedAt() == null) {
      return;
    }
    if (!sameRun() || runBefore().map(RunStatus::completedAt).isEmpty()) {
      String result = run.result() == null ? "Ended" : run.result();
      String message = run.message() == null ? "" : ": " + OneLine.of(run.message());
      String time = Elapsed.between(run.startedAt(), run.completedAt(), Instant.EPOCH);
      lines.add(
          Line.of(
              Words.well(result) ? Tone.GOOD : Tone.BAD,
              "run "
                  + run.number()
                  + " "
                  + result
                  + (time.isEmpty() ? "" : " in " + time)
                  + message));
    }
  }

  private Optional<RunStatus> runBefore() {
    return before.flatMap(status -> Optional.ofNullable(status.run()));
  }

  /** The steps of another run begin anew, whatever they were called before. */
  private boolean sameRun() {
    RunStatus run = after.run();
    return run != null && runBefore().filter(old -> old.number() == run.number()).isPresent();
  }

  private void phases() {
    Map<String, PhaseStatus> old =
        before.filter(status -> sameRun()).stream()
            .flatMap(status -> status.phases().stream())
            .collect(Collectors.toMap(PhaseStatus::name, phase -> phase, (a, b) -> a));
    for (PhaseStatus phase : after.phases()) {
      Optional<PhaseStatus> known = Optional.ofNullable(old.get(phase.name()));
      String was = known.map(PhaseStatus::state).orElse(StateWord.PENDING);
      String is = Optional.ofNullable(phase.state()).orElse(StateWord.PENDING);
      boolean moved = !is.equals(was);
      boolean begins = moved && was.equals(StateWord.PENDING);
      if (begins && !is.equals(StateWord.SKIPPED) && !is.equals(StateWord.REMOVED)) {
        lines.add(Line.of(Tone.PLAIN, "phase " + phase.name() + " begins"));
      }
      steps(phase.name(), known.map(PhaseStatus::steps).orElse(List.of()), phase.steps());
      if (moved && Words.over(is)) {
        lines.add(phaseOver(phase, is));
      }
    }
  }

  private static Line phaseOver(PhaseStatus phase, String state) {
    String time = Elapsed.between(phase.startedAt(), phase.completedAt(), Instant.EPOCH);
    String message = phase.message() == null ? "" : ": " + OneLine.of(phase.message());
    return Line.of(
        StepPicture.tone(state),
        "phase " + phase.name() + " " + state + (time.isEmpty() ? "" : " in " + time) + message);
  }

  private List<StepStatus> finallyBefore() {
    return before
        .filter(status -> sameRun())
        .map(PhaseRolloutStatus::finallySteps)
        .orElse(List.of());
  }

  private void steps(String phase, List<StepStatus> old, List<StepStatus> now) {
    Map<String, StepStatus> known =
        old.stream().collect(Collectors.toMap(StepStatus::name, step -> step, (a, b) -> a));
    for (StepStatus step : now) {
      String name = phase + "/" + step.name() + ": ";
      Optional<StepStatus> was = Optional.ofNullable(known.get(step.name()));
      news(name, was, step);
      step.landing().ifPresent(is -> news(name + "git: ", was.flatMap(StepStatus::landing), is));
    }
  }

  private void news(String name, Optional<StepStatus> was, StepStatus step) {
    Tone tone = StepPicture.tone(Words.state(step));
    StepNews.of(was, step).forEach(news -> lines.add(Line.of(tone, name + news)));
  }

  /** What has happened to one step. */
  private static final class StepNews {

    static Stream<String> of(Optional<StepStatus> before, StepStatus step) {
      String was = before.map(Words::state).orElse(StateWord.PENDING);
      String is = Words.state(step);
      int attemptBefore = before.map(StepPicture::number).orElse(1);
      int attempt = StepPicture.number(step);
      boolean same =
          is.equals(was)
              || (Words.atWork(is) && Words.atWork(was) && !is.equals(StateWord.CANCELLING));
      if (is.equals(StateWord.AWAITING_ANSWER)) {
        // Its question says it, with what there is to decide.
        return Stream.empty();
      }
      if (same && attempt == attemptBefore) {
        return trouble(before, step, is);
      }
      return Stream.of(text(step, is, attempt));
    }

    private static Stream<String> trouble(
        Optional<StepStatus> before, StepStatus step, String state) {
      String said = step.message();
      boolean news = !before.map(StepStatus::message).equals(Optional.ofNullable(said));
      return Words.atWork(state) && news && said != null
          ? Stream.of(OneLine.of(said))
          : Stream.empty();
    }

    private static String text(StepStatus step, String state, int attempt) {
      String message = step.message() == null ? "" : ": " + OneLine.of(step.message());
      return switch (state) {
        case StateWord.STARTING, StateWord.RUNNING -> "attempt " + attempt + " starts";
        case StateWord.CANCELLING -> "being ended" + message;
        case StateWord.WAITING -> "waits until " + step.nextAttemptAt();
        case StateWord.RETRYING ->
            "attempt " + attempt + " failed, next at " + step.nextAttemptAt() + message;
        case StateWord.SUCCEEDED -> succeeded(step);
        case StateWord.SKIPPED ->
            "skipped, " + (message.isEmpty() ? "its condition is false" : message.substring(2));
        case StateWord.REMOVED -> StepPicture.removed(step);
        case StateWord.PENDING -> "waits for its turn";
        default -> state + message;
      };
    }

    private static String succeeded(StepStatus step) {
      String outputs =
          step.outputs() == null || step.outputs().isEmpty()
              ? ""
              : ", " + StepPicture.outputs(step.outputs());
      if (step.reusedFromRun() != null) {
        return "done before, reused from run " + step.reusedFromRun() + outputs;
      }
      String time = Elapsed.between(step.startedAt(), step.completedAt(), Instant.EPOCH);
      String commit = step.commit() == null ? "" : ", commit " + CommitId.shown(step.commit());
      return "succeeded" + (time.isEmpty() ? "" : " in " + time) + outputs + commit;
    }
  }
}
