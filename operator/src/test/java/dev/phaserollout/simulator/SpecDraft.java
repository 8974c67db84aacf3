package dev.phaserollout.simulator;

import dev.phaserollout.api.Approval;
import dev.phaserollout.api.Completion;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.OnFailure;
import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.Parameter;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Release;
import dev.phaserollout.api.RollbackPolicy;
import dev.phaserollout.api.RollbackScope;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepDefaults;
import dev.phaserollout.api.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A spec in the making, or one that is being edited. */
public final class SpecDraft {

  /** A spec with this parameter on is refused by the simulator's preflight. */
  private static final Parameter REFUSED = new Parameter("refused", "yes");

  /** The one tag that a rollout of the simulator may leave, under its first release. */
  static final String TAG = "v1";

  private @Nullable String description;
  private @Nullable Release release;
  private List<Parameter> parameters = List.of();
  private @Nullable Boolean suspend;
  private @Nullable String timeout;
  private @Nullable StepDefaults stepDefaults;
  private List<Phase> phases = List.of();
  private List<Step> finallySteps = List.of();
  private @Nullable RollbackPolicy rollback;
  private @Nullable OnSpecChange onSpecChange;
  private @Nullable Integer historyLimit;
  private @Nullable Workspace workspace;
  private @Nullable Completion completion;

  public static SpecDraft spec() {
    return new SpecDraft();
  }

  public static SpecDraft editing(PhaseRolloutSpec spec) {
    SpecDraft draft = new SpecDraft();
    draft.description = spec.description();
    draft.release = spec.release();
    draft.parameters = spec.parameters();
    draft.suspend = spec.suspend();
    draft.timeout = spec.timeout();
    draft.stepDefaults = spec.stepDefaults();
    draft.phases = spec.phases();
    draft.finallySteps = spec.finallySteps();
    draft.rollback = spec.rollback();
    draft.onSpecChange = spec.onSpecChange();
    draft.historyLimit = spec.historyLimit();
    draft.workspace = spec.workspace();
    draft.completion = spec.completion();
    return draft;
  }

  static boolean isRefused(PhaseRolloutSpec spec) {
    return spec.parameters().contains(REFUSED);
  }

  public SpecDraft refused(boolean refused) {
    return parameter(REFUSED.name(), refused ? REFUSED.value() : "no");
  }

  public SpecDraft describedAs(@Nullable String text) {
    description = text;
    return this;
  }

  /** A release is tagged with its own name, where it is tagged at all. */
  public SpecDraft release(String version) {
    release = new Release(version);
    if (completion != null && completion.tag() != null) {
      completion = new Completion(version, completion.checkpointFile(), null);
    }
    return this;
  }

  /** Gives it a Git working tree. */
  public SpecDraft workspace() {
    workspace =
        new Workspace(
            new GitWorkspace("https://git.example.com/shop.git", "main", null, null, null, null));
    return this;
  }

  public SpecDraft completion(boolean tagged, boolean recorded) {
    completion = new Completion(tagged ? TAG : null, recorded ? "CHECKPOINT.txt" : null, null);
    return this;
  }

  public SpecDraft parameter(String name, String value) {
    List<Parameter> all = new ArrayList<>(parameters);
    all.removeIf(parameter -> parameter.name().equals(name));
    all.add(new Parameter(name, value));
    parameters = all;
    return this;
  }

  public SpecDraft suspended(boolean suspended) {
    suspend = suspended;
    return this;
  }

  public SpecDraft timeout(String duration) {
    timeout = duration;
    return this;
  }

  public SpecDraft stepDefaults(StepDefaults defaults) {
    stepDefaults = defaults;
    return this;
  }

  public SpecDraft phase(String name, StepDraft... steps) {
    return phase(phaseOf(name, null, null, null, null, List.of(steps)));
  }

  public SpecDraft phase(Phase phase) {
    List<Phase> all = new ArrayList<>(phases);
    all.add(phase);
    phases = all;
    return this;
  }

  public SpecDraft finallyRun(StepDraft... steps) {
    finallySteps = List.of(steps).stream().map(StepDraft::build).toList();
    return this;
  }

  public SpecDraft rollback(@Nullable OnFailure onFailure, @Nullable RollbackScope scope) {
    rollback = new RollbackPolicy(onFailure, scope);
    return this;
  }

  public SpecDraft onSpecChange(OnSpecChange policy) {
    onSpecChange = policy;
    return this;
  }

  public SpecDraft historyLimit(int limit) {
    historyLimit = limit;
    return this;
  }

  /** Changes the steps of every phase, each as the operator says. */
  public SpecDraft steps(UnaryOperator<List<Step>> change) {
    phases =
        phases.stream()
            .map(phase -> with(phase, phase.approval(), change.apply(phase.steps())))
            .toList();
    return this;
  }

  /** Lets people approve a phase, or nobody any more. */
  public SpecDraft approval(String phase, @Nullable Approval approval) {
    phases =
        phases.stream()
            .map(one -> one.name().equals(phase) ? with(one, approval, one.steps()) : one)
            .toList();
    return this;
  }

  public PhaseRolloutSpec build() {
    return new PhaseRolloutSpec(
        description,
        release,
        parameters,
        suspend,
        timeout,
        null,
        null,
        null,
        workspace,
        null,
        stepDefaults,
        phases,
        finallySteps,
        rollback,
        completion,
        onSpecChange,
        historyLimit);
  }

  static Phase phaseOf(
      String name,
      @Nullable String condition,
      @Nullable String timeout,
      @Nullable Integer maxParallel,
      @Nullable Approval approval,
      List<StepDraft> steps) {
    List<Step> built = steps.stream().map(StepDraft::build).toList();
    return new Phase(
        name, null, condition, timeout, maxParallel, null, approval, null, built, null, null);
  }

  private static Phase with(Phase phase, @Nullable Approval approval, List<Step> steps) {
    return new Phase(
        phase.name(),
        phase.description(),
        phase.condition(),
        phase.timeout(),
        phase.maxParallel(),
        phase.windows(),
        approval,
        phase.entryGates(),
        steps,
        phase.guardrails(),
        phase.gates());
  }
}
