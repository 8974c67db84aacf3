package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.phaserollout.api.shape.Expression;
import dev.phaserollout.api.shape.ListKey;
import dev.phaserollout.api.shape.Name;
import dev.phaserollout.api.shape.PositiveDuration;
import dev.phaserollout.api.shape.Rule;
import dev.phaserollout.api.shape.UniqueItems;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: exactly one of {@code run}, {@code manual} or {@code wait}.
 *
 * <p>{@code dependsOn} that is absent means "after every step listed before me"; an empty list
 * means "at once".
 *
 * @param name The name of the step, unique in the rollout, {@code finally} included.
 * @param description What the step does.
 * @param condition CEL over {@code params}, {@code release} and {@code outputs}: false skips the
 *     step, which counts as done.
 * @param dependsOn The steps of the same phase that must be done before this one starts. Absent:
 *     every step listed before it. Empty: none, it starts at once.
 * @param run A container does the work, in a Job of its own.
 * @param manual A person does the work and says so.
 * @param pause Nothing is done for a while.
 * @param template A partial pod template that is merged over the generated one (strategic merge;
 *     the container of the step is named {@code step}): volumes, node selectors, native sidecars.
 *     Not checked by the schema.
 * @param inputs Environment variables that get their values from outputs of earlier steps.
 * @param outputs The results that the step promises to write into the file that {@code
 *     $PHASEROLLOUT_OUTPUTS} names.
 * @param timeout How long an attempt may run, from the start of its container. {@code 15m} when
 *     absent.
 * @param startTimeout How long an attempt may take until its container starts. {@code 5m} when
 *     absent.
 * @param retry How often, and after which pause, a failed attempt is repeated.
 * @param disruptionLimit How many attempts may be lost to drained or failed nodes, beyond {@code
 *     retry.limit}. 3 when absent.
 * @param onLost What is done about an attempt whose outcome cannot be known. {@code Ask} when
 *     absent.
 * @param reuse Whether a later run takes over the checkpoint of this step. {@code WhenUnchanged}
 *     when absent.
 * @param continueOnError Whether the run goes on although the step failed. False when absent.
 * @param rollback How the work of the step is undone.
 * @param deliverables Files that must be in the workspace after the step.
 * @param commit What the step commits to the workspace.
 * @param gates Gates that must pass before the step counts as done.
 */
@Rule(
    value = "has(self.run) || has(self.manual) || has(self.wait)",
    found = "none of them",
    expected = "exactly one of run, manual, wait",
    mend = "say how the step is done")
@Rule(
    value =
        "!(has(self.run) && has(self.manual)) && !(has(self.run) && "
            + "has(self.wait)) && !(has(self.manual) && has(self.wait))",
    found = "several of them",
    expected = "exactly one of run, manual, wait",
    mend = "make a step of its own of each")
@Rule(
    value = "!has(self.dependsOn) || !self.dependsOn.exists(d, d == self.name)",
    shown = "self.name",
    expected = "names of other steps",
    mend = "take the step's own name out of the list",
    at = ".dependsOn")
@Rule(
    value =
        "has(self.run) || !(has(self.template) || has(self.inputs) || "
            + "has(self.startTimeout) || has(self.retry) || has(self.disruptionLimit) "
            + "|| has(self.onLost))",
    found = "a field that only a container can obey",
    expected =
        "none of template, inputs, startTimeout, retry, disruptionLimit, onLost "
            + "in a step without run",
    mend = "take them away or do the work in run")
@Rule(
    value =
        "!has(self.wait) || !(has(self.timeout) || has(self.outputs) || "
            + "has(self.deliverables) || has(self.commit))",
    found = "a field that a pause cannot obey",
    expected = "none of timeout, outputs, deliverables, commit in a step that waits",
    mend = "take them away")
@Rule(
    value = "!has(self.wait) || !has(self.rollback)",
    found = "a rollback of nothing",
    expected = "no rollback in a step that waits",
    mend = "take it away")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Step(
    @ListKey @Name String name,
    @Size(max = 1024) @Nullable String description,
    @Expression @JsonProperty("if") @Nullable String condition,
    @UniqueItems @Size(max = 10) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<@Name String> dependsOn,
    @Nullable Container run,
    @Nullable Manual manual,
    @JsonProperty("wait") @Nullable Wait pause,
    Map<String, Object> template,
    @Size(max = 32) List<Input> inputs,
    @Size(max = 32) List<Output> outputs,
    @PositiveDuration @Nullable String timeout,
    @PositiveDuration @Nullable String startTimeout,
    @Nullable Retry retry,
    @Min(0) @Max(50) @Nullable Integer disruptionLimit,
    @Nullable OnLost onLost,
    @Nullable Reuse reuse,
    @Nullable Boolean continueOnError,
    @Nullable StepRollback rollback,
    @Size(max = 16) List<Deliverable> deliverables,
    @Nullable CommitPoint commit,
    @Size(max = 5) List<Gate> gates) {

  public Step {
    template = Absent.orEmpty(template);
    inputs = Absent.orEmpty(inputs);
    outputs = Absent.orEmpty(outputs);
    deliverables = Absent.orEmpty(deliverables);
    gates = Absent.orEmpty(gates);
  }
}
