package dev.phaserollout.simulator;

import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.Container;
import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.Input;
import dev.phaserollout.api.InputSource;
import dev.phaserollout.api.Manual;
import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.Output;
import dev.phaserollout.api.Retry;
import dev.phaserollout.api.Reuse;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepRollback;
import dev.phaserollout.api.Wait;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step in the making: all that the simulator varies about it, and nothing else. */
public final class StepDraft {

  /** The one output that a step of the simulator may declare. */
  public static final String OUTPUT = "made";

  private final String name;
  private String command = "work";
  private @Nullable String condition;
  private @Nullable List<String> dependsOn;
  private @Nullable String pause;
  private List<Input> inputs = List.of();
  private List<Output> outputs = List.of();
  private @Nullable String timeout;
  private @Nullable String startTimeout;
  private @Nullable Retry retry;
  private @Nullable Integer disruptionLimit;
  private @Nullable OnLost onLost;
  private @Nullable Reuse reuse;
  private @Nullable Boolean continueOnError;
  private @Nullable Manual manual;
  private @Nullable StepRollback rollback;
  private List<Deliverable> deliverables = List.of();
  private @Nullable CommitPoint commit;
  private List<Gate> gates = List.of();

  private StepDraft(String name) {
    this.name = name;
  }

  public static StepDraft step(String name) {
    return new StepDraft(name);
  }

  public static StepDraft editing(Step step) {
    StepDraft draft = new StepDraft(step.name());
    draft.command = step.run() == null ? "work" : step.run().command().get(0);
    draft.condition = step.condition();
    draft.dependsOn = step.dependsOn();
    draft.pause = step.pause() == null ? null : step.pause().duration();
    draft.inputs = step.inputs();
    draft.outputs = step.outputs();
    draft.timeout = step.timeout();
    draft.startTimeout = step.startTimeout();
    draft.retry = step.retry();
    draft.disruptionLimit = step.disruptionLimit();
    draft.onLost = step.onLost();
    draft.reuse = step.reuse();
    draft.continueOnError = step.continueOnError();
    draft.manual = step.manual();
    draft.rollback = step.rollback();
    draft.deliverables = step.deliverables();
    draft.commit = step.commit();
    draft.gates = step.gates();
    return draft;
  }

  public StepDraft command(String word) {
    command = word;
    return this;
  }

  public StepDraft onlyIf(String expression) {
    condition = expression;
    return this;
  }

  public StepDraft after(String... steps) {
    dependsOn = List.of(steps);
    return this;
  }

  public StepDraft after(List<String> steps) {
    dependsOn = List.copyOf(steps);
    return this;
  }

  /** Makes it a wait step. */
  public StepDraft waiting(String duration) {
    pause = duration;
    return this;
  }

  public StepDraft taking(String from) {
    inputs = List.of(new Input("MADE", new InputSource(from, OUTPUT), "nothing"));
    return this;
  }

  public StepDraft making() {
    outputs = List.of(new Output(OUTPUT, null));
    return this;
  }

  public StepDraft timeout(String duration) {
    timeout = duration;
    return this;
  }

  public StepDraft startTimeout(String duration) {
    startTimeout = duration;
    return this;
  }

  public StepDraft retry(Retry policy) {
    retry = policy;
    return this;
  }

  public StepDraft disruptionLimit(int limit) {
    disruptionLimit = limit;
    return this;
  }

  public StepDraft onLost(OnLost answer) {
    onLost = answer;
    return this;
  }

  public StepDraft reuse(Reuse policy) {
    reuse = policy;
    return this;
  }

  public StepDraft continueOnError() {
    continueOnError = true;
    return this;
  }

  /** Makes it a step that a person does. */
  public StepDraft manual() {
    manual = new Manual("Do " + name + ".");
    return this;
  }

  /** Gives it a compensation that inherits time-out and retries. */
  public StepDraft undoable() {
    return undoable(null, null);
  }

  public StepDraft undoable(@Nullable String timeout, @Nullable Retry retry) {
    rollback = new StepRollback(container("undo"), timeout, retry);
    return this;
  }

  public StepDraft notUndoable() {
    rollback = null;
    return this;
  }

  /** The path that a step of that name commits, where it does. */
  static String committedBy(String step) {
    return "docs/" + step + ".md";
  }

  public StepDraft committing() {
    commit = new CommitPoint(List.of(committedBy(name)), "docs: what " + name + " has found");
    return this;
  }

  public StepDraft delivering() {
    deliverables = List.of(new Deliverable(committedBy(name), null, null, null));
    return this;
  }

  public StepDraft gates(List<Gate> judges) {
    gates = judges;
    return this;
  }

  public Step build() {
    boolean waits = pause != null;
    boolean runs = !waits && manual == null;
    return new Step(
        name,
        null,
        condition,
        dependsOn,
        runs ? container(command) : null,
        manual,
        waits ? new Wait(pause) : null,
        Map.of(),
        runs ? inputs : List.of(),
        outputs,
        waits ? null : timeout,
        runs ? startTimeout : null,
        runs ? retry : null,
        runs ? disruptionLimit : null,
        runs ? onLost : null,
        reuse,
        continueOnError,
        waits ? null : rollback,
        waits ? List.of() : deliverables,
        waits ? null : commit,
        waits ? List.of() : gates);
  }

  private Container container(String word) {
    return new Container(
        "registry.example.com/shop/tool:1",
        List.of(word, name),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
