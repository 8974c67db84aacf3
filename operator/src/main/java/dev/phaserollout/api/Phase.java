package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.phaserollout.api.shape.Expression;
import dev.phaserollout.api.shape.ListKey;
import dev.phaserollout.api.shape.Name;
import dev.phaserollout.api.shape.PositiveDuration;
import dev.phaserollout.api.shape.Rule;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A barrier-ordered group of steps.
 *
 * @param name The name of the phase, unique in the rollout.
 * @param description What the phase is for.
 * @param condition CEL over {@code params}, {@code release} and {@code outputs}: false skips the
 *     phase, which counts as done.
 * @param timeout How long the phase may take, waiting for people and windows included. No limit
 *     when absent.
 * @param maxParallel How many of its steps may run at a time. No limit when absent.
 * @param windows When its steps may start; those of the rollout must be open as well. Whenever
 *     those are when absent.
 * @param approval The people who must agree before the phase begins.
 * @param entryGates Gates that must pass before the first step starts.
 * @param steps The steps, which run in the order listed unless they have {@code dependsOn}.
 * @param guardrails Gates that measure for as long as steps of the phase run, and stop it when they
 *     fail.
 * @param gates Gates that must pass after the last step for the phase to be accepted.
 */
@Rule(
    value =
        "!has(self.guardrails) || self.guardrails.all(g, has(g.interval) && "
            + "!has(g.count) && !has(g.duration))",
    found = "a guardrail with a span of its own",
    expected =
        "interval in every guardrail and neither count nor duration, because it "
            + "watches for as long as the phase runs",
    mend = "add interval, such as 30s, and take count and duration away",
    at = ".guardrails")
@Rule(
    value =
        "(!has(self.entryGates) || self.entryGates.all(g, !has(g.output) || "
            + "has(g.output.step))) && (!has(self.guardrails) || "
            + "self.guardrails.all(g, !has(g.output) || has(g.output.step))) && "
            + "(!has(self.gates) || self.gates.all(g, !has(g.output) || "
            + "has(g.output.step)))",
    found = "a gate of a phase that names no step",
    expected = "the step that writes the output in every gate of a phase",
    mend = "add output.step")
@Rule(
    value =
        "!has(self.gates) || self.gates.all(g, (!has(self.guardrails) || "
            + "!self.guardrails.exists(h, h.name == g.name)) && "
            + "(!has(self.entryGates) || !self.entryGates.exists(h, h.name == "
            + "g.name)))",
    found = "one name for two gates",
    expected = "names that are unique among entryGates, guardrails and gates of a phase",
    mend = "rename one of the gates",
    at = ".gates")
@Rule(
    value =
        "!has(self.guardrails) || !has(self.entryGates) || "
            + "self.guardrails.all(g, !self.entryGates.exists(h, h.name == g.name))",
    found = "one name for two gates",
    expected = "names that are unique among entryGates, guardrails and gates of a phase",
    mend = "rename one of the gates",
    at = ".guardrails")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Phase(
    @ListKey @Name String name,
    @Size(max = 1024) @Nullable String description,
    @Expression @JsonProperty("if") @Nullable String condition,
    @PositiveDuration @Nullable String timeout,
    @Min(1) @Max(25) @Nullable Integer maxParallel,
    @Size(max = 10) List<ChangeWindow> windows,
    @Nullable Approval approval,
    @Size(max = 10) List<Gate> entryGates,
    @Required @Size(min = 1, max = 25) List<Step> steps,
    @Size(max = 10) List<Gate> guardrails,
    @Size(max = 10) List<Gate> gates) {

  public Phase {
    windows = Absent.orEmpty(windows);
    entryGates = Absent.orEmpty(entryGates);
    steps = Absent.orEmpty(steps);
    guardrails = Absent.orEmpty(guardrails);
    gates = Absent.orEmpty(gates);
  }
}
