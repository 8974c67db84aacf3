package dev.phaserollout.view;

import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.Completion;
import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run has left in its workspace, and where to look. */
public final class GitSummary {

  /**
   * One thing that was made.
   *
   * @param name what it is, such as {@code commit of build/compile}
   * @param value such as the short id of the commit
   */
  public record Fact(String name, String value) {}

  private static final String REMOTE = "remote";
  private static final String BEGAN = "began with";

  private final PhaseRolloutSpec spec;
  private final PhaseRolloutStatus status;
  private final RunStatus run;
  private final List<Fact> facts = new ArrayList<>();

  private GitSummary(PhaseRolloutSpec spec, PhaseRolloutStatus status, RunStatus run) {
    this.spec = spec;
    this.status = status;
    this.run = run;
  }

  /** In the order in which they were made; none where the rollout has no workspace. */
  public static List<Fact> of(PhaseRollout rollout) {
    PhaseRolloutStatus status = rollout.getStatus();
    if (rollout.getSpec().workspace() == null || status == null || status.run() == null) {
      return List.of();
    }
    return new GitSummary(rollout.getSpec(), status, status.run()).facts();
  }

  /** Whether the branch is not where it was when the run began. */
  public static boolean moved(PhaseRollout rollout) {
    return of(rollout).stream()
        .anyMatch(fact -> !fact.name().equals(REMOTE) && !fact.name().equals(BEGAN));
  }

  private List<Fact> facts() {
    GitWorkspace git = Optional.ofNullable(spec.workspace()).orElseThrow().git();
    facts.add(
        new Fact(REMOTE, git.url() + (git.branch() == null ? "" : ", branch " + git.branch())));
    commit(BEGAN, run.baseCommit(), "");
    for (PhaseStatus phase : status.phases()) {
      phase.steps().forEach(step -> ofStep(phase.name(), step));
    }
    GitStatus works = run.git() == null ? GitStatus.NONE : run.git();
    String revert = ended(works.revert());
    // Where nothing had been committed, it ends with what was there before.
    commit("taken back by", String.valueOf(revert).equals(run.baseCommit()) ? null : revert, "");
    commit("completed by", ended(works.complete()), left());
    return facts;
  }

  private void ofStep(String phase, StepStatus step) {
    if (!Words.well(Words.state(step))) {
      return;
    }
    String message =
        written(step.name())
            .map(Step::commit)
            .map(CommitPoint::message)
            .map(text -> "  " + OneLine.of(text))
            .orElse("");
    String reused = step.reusedFromRun() == null ? "" : " (run " + step.reusedFromRun() + ")";
    commit("commit of " + phase + "/" + step.name(), step.commit(), reused + message);
  }

  private Optional<Step> written(String name) {
    return spec.phases().stream()
        .map(Phase::steps)
        .flatMap(List::stream)
        .filter(step -> step.name().equals(name))
        .findFirst();
  }

  private static @Nullable String ended(@Nullable WorkStatus work) {
    return work == null || work.completedAt() == null ? null : work.commit();
  }

  private String left() {
    Completion completion = spec.completion();
    if (completion == null) {
      return "";
    }
    String tag = completion.tag() == null ? "" : ", tag " + completion.tag();
    return tag
        + Stream.of(
                Optional.ofNullable(completion.checkpointFile()),
                Optional.ofNullable(completion.progressFile()))
            .flatMap(Optional::stream)
            .map(file -> ", " + file)
            .collect(Collectors.joining());
  }

  private void commit(String name, @Nullable String id, String more) {
    if (id != null && !id.isEmpty()) {
      facts.add(new Fact(name, CommitId.shown(id) + more));
    }
  }
}
