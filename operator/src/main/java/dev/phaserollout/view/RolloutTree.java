package dev.phaserollout.view;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.Retry;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rollout as a tree of phases and steps, as its status says it stands. */
public final class RolloutTree {

  /** A tree is drawn in less and less detail until it fits; below this many lines it is cut. */
  private enum Detail {
    ALL,
    WITHOUT_LOGS,
    PHASES_DONE_IN_ONE_LINE,
    PHASES_TO_COME_IN_ONE_LINE,
    STEPS_AT_WORK_ONLY
  }

  private static final int NAME_COLUMNS_MAX = 32;

  private final Glyphs glyphs;

  public RolloutTree(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  /**
   * Draws the tree.
   *
   * @param tails the last lines of the logs of steps that are at work, by name of step
   * @param width in columns; no line is wider
   * @param height in lines; there are never more
   */
  public List<Line> draw(
      PhaseRollout rollout, Instant now, Map<String, List<String>> tails, int width, int height) {
    List<Line> lines = List.of();
    for (Detail detail : Detail.values()) {
      lines = draw(rollout, now, tails, detail);
      if (lines.size() <= height) {
        break;
      }
    }
    if (lines.size() > height) {
      int cut = lines.size() - height + 1;
      lines = new ArrayList<>(lines.subList(0, Math.max(0, height - 1)));
      lines.add(Line.of(Tone.FAINT, glyphs.more() + " " + cut + " more lines"));
    }
    return lines.stream().map(line -> line.fit(width, glyphs.more())).toList();
  }

  private List<Line> draw(
      PhaseRollout rollout, Instant now, Map<String, List<String>> tails, Detail detail) {
    PhaseRolloutSpec spec = rollout.getSpec();
    Optional<PhaseRolloutStatus> status = Optional.ofNullable(rollout.getStatus());
    List<TreePhase> shown = TreePhase.of(spec, status);
    StepPicture picture = new StepPicture(glyphs, now, nameColumns(spec, shown));
    Optional<Retry> retry =
        Optional.ofNullable(spec.stepDefaults()).flatMap(d -> Optional.ofNullable(d.retry()));
    QuestionPicture questions = new QuestionPicture(glyphs, now, status);
    List<Line> lines = new ArrayList<>();
    lines.add(title(rollout, status, now));
    hold(status).map(why -> Line.of(Tone.BUSY, "  waits: " + why)).ifPresent(lines::add);
    git(picture, GitWorks.PREPARE, status).ifPresent(lines::add);
    Map<String, PhaseStatus> phases = byName(status, PhaseRolloutStatus::phases, PhaseStatus::name);
    for (TreePhase phase : shown) {
      Optional<PhaseStatus> known = Optional.ofNullable(phases.get(phase.name()));
      Map<String, StepStatus> steps = byName(known, PhaseStatus::steps, StepStatus::name);
      String state = known.map(PhaseStatus::state).orElse(StateWord.PENDING);
      lines.add(phaseLine(phase.name(), state, known, now));
      lines.addAll(questions.about("    ", phase.name()));
      if (!folded(state, detail) || undoing(known)) {
        lines.addAll(
            steps(picture, questions, phase.name(), phase.steps(), steps, retry, tails, detail));
      }
    }
    git(picture, GitWorks.COMPLETE, status).ifPresent(lines::add);
    RollbackPicture.of(status)
        .ifPresent(rollback -> lines.add(RollbackPicture.line(glyphs, rollback, now)));
    git(picture, GitWorks.REVERT, status).ifPresent(lines::add);
    lines.addAll(questions.about("  ", "run"));
    Map<String, StepStatus> last =
        byName(status, PhaseRolloutStatus::finallySteps, StepStatus::name);
    boolean lastBegan =
        last.values().stream().anyMatch(step -> !Words.state(step).equals(StateWord.PENDING));
    if (!spec.finallySteps().isEmpty()) {
      lines.add(Line.of(lastBegan ? Tone.PLAIN : Tone.FAINT, "  finally"));
      if (lastBegan || !folded(StateWord.PENDING, detail)) {
        lines.addAll(
            steps(picture, questions, "finally", spec.finallySteps(), last, retry, tails, detail));
      }
    }
    return lines;
  }

  private static Optional<Line> git(
      StepPicture picture, GitWorks work, Optional<PhaseRolloutStatus> status) {
    return work.of(status).map(known -> picture.git("  ", work.word(), known));
  }

  private static Optional<String> hold(Optional<PhaseRolloutStatus> status) {
    return status
        .flatMap(known -> Optional.ofNullable(known.run()))
        .flatMap(run -> Optional.ofNullable(run.hold()))
        .flatMap(hold -> Optional.ofNullable(hold.message()))
        .map(OneLine::of);
  }

  private static <T, E> Map<String, E> byName(
      Optional<T> whole, Function<T, List<E>> parts, Function<E, String> name) {
    return whole.stream()
        .flatMap(known -> parts.apply(known).stream())
        .collect(Collectors.toMap(name, part -> part, (first, second) -> first));
  }

  private static int nameColumns(PhaseRolloutSpec spec, List<TreePhase> phases) {
    return Stream.concat(
            phases.stream().flatMap(phase -> phase.steps().stream()), spec.finallySteps().stream())
        .mapToInt(step -> step.name().length())
        .map(length -> Math.min(length, NAME_COLUMNS_MAX))
        .max()
        .orElse(0);
  }

  private Line title(PhaseRollout rollout, Optional<PhaseRolloutStatus> status, Instant now) {
    Optional<RunStatus> run = status.flatMap(known -> Optional.ofNullable(known.run()));
    Line title = Line.of(Tone.TITLE, rollout.getMetadata().getName());
    if (run.isEmpty()) {
      return title;
    }
    RunStatus known = run.get();
    String release = known.release() == null ? "" : ", release " + known.release();
    String result = known.result() == null ? "" : known.result();
    String time = Elapsed.between(known.startedAt(), known.completedAt(), now);
    return title
        .and(Tone.PLAIN, "  run " + known.number() + release)
        .and(Words.well(result) ? Tone.GOOD : Tone.BAD, result.isEmpty() ? "" : "  " + result)
        .and(Tone.FAINT, time.isEmpty() ? "" : "  " + time);
  }

  private Line phaseLine(String name, String state, Optional<PhaseStatus> status, Instant now) {
    Tone tone = StepPicture.tone(state);
    String time =
        status
            .map(known -> Elapsed.between(known.startedAt(), known.completedAt(), now))
            .orElse("");
    String message =
        Words.over(state) && !Words.well(state)
            ? status.map(PhaseStatus::message).map(OneLine::of).orElse("")
            : "";
    return Line.of(tone, "  " + StepPicture.sign(glyphs, state))
        .and(state.equals(StateWord.PENDING) ? Tone.FAINT : Tone.PLAIN, " " + name)
        .and(Tone.FAINT, time.isEmpty() ? "" : "  " + time)
        .and(Tone.FAINT, state.equals(StateWord.SKIPPED) ? "  skipped" : "")
        .and(Tone.FAINT, state.equals(StateWord.REMOVED) ? "  removed from the spec" : "")
        .and(Tone.BAD, message.isEmpty() ? "" : "  " + message);
  }

  private static boolean folded(String phaseState, Detail detail) {
    if (Words.well(phaseState)) {
      return detail.compareTo(Detail.PHASES_DONE_IN_ONE_LINE) >= 0;
    }
    return phaseState.equals(StateWord.PENDING)
        && detail.compareTo(Detail.PHASES_TO_COME_IN_ONE_LINE) >= 0;
  }

  /** Whether something in the phase is being undone, or was. */
  private static boolean undoing(Optional<PhaseStatus> phase) {
    return phase.stream()
        .flatMap(known -> known.steps().stream())
        .anyMatch(step -> step.rollback() != null);
  }

  private List<Line> steps(
      StepPicture picture,
      QuestionPicture questions,
      String phase,
      List<Step> steps,
      Map<String, StepStatus> statuses,
      Optional<Retry> retry,
      Map<String, List<String>> tails,
      Detail detail) {
    List<Line> lines = new ArrayList<>();
    int hidden = 0;
    for (Step step : steps) {
      Optional<StepStatus> status = Optional.ofNullable(statuses.get(step.name()));
      String state = status.map(Words::state).orElse(StateWord.PENDING);
      if (detail == Detail.STEPS_AT_WORK_ONLY
          && status.flatMap(StepStatus::undone).filter(StepPicture::moves).isEmpty()
          && (state.equals(StateWord.PENDING) || Words.well(state))) {
        hidden++;
        continue;
      }
      List<String> tail =
          detail == Detail.ALL ? tails.getOrDefault(step.name(), List.of()) : List.of();
      List<Line> asked = questions.about("      ", phase + "/" + step.name());
      lines.addAll(picture.draw(step, status, retry, asked, tail));
    }
    if (hidden > 0) {
      lines.add(
          Line.of(Tone.FAINT, "    " + glyphs.more() + " " + hidden + " more, done or to come"));
    }
    return lines;
  }
}
