package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.DurationText;
import dev.phaserollout.api.shape.Expression;
import dev.phaserollout.api.shape.ListKey;
import dev.phaserollout.api.shape.Name;
import dev.phaserollout.api.shape.PositiveDuration;
import dev.phaserollout.api.shape.Rule;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * Repeated measurements until a verdict, taken from exactly one source.
 *
 * @param name The name of the gate, unique among the gates of its step or phase.
 * @param prometheus Measures by a query to a metric server.
 * @param slo Measures how fast an error budget burns.
 * @param output Measures by an output of a step.
 * @param job Measures by running a Job: success passes, failure fails, and one that could not be
 *     run or whose outcome is lost is an error.
 * @param resource Measures whether a Kubernetes object is ready.
 * @param http Measures by a value in the JSON answer of a provider.
 * @param initialDelay How long to wait before the first measurement. None when absent.
 * @param interval The time between two measurements. Needed wherever there is more than one.
 * @param count How many measurements are taken. 1 when neither {@code count} nor {@code duration}
 *     is set.
 * @param duration How long to go on measuring: the bake time.
 * @param timeout How long the gate may take in all, before it counts as not measurable.
 * @param successCondition CEL over the measured {@code result}: true makes the measurement pass.
 *     With {@code failureCondition} beside it, what is neither is inconclusive.
 * @param failureCondition CEL over the measured {@code result}: true makes the measurement fail.
 * @param failureLimit How many failed measurements are allowed. 0 when absent: the first one fails
 *     the gate.
 * @param inconclusiveLimit How many inconclusive measurements are allowed. 0 when absent.
 * @param consecutiveErrorLimit How many measurements in a row may end in an error. 4 when absent.
 * @param consecutiveSuccessLimit How many measurements in a row must pass for the gate to pass
 *     before its time.
 * @param dryRun Whether the gate only measures and reports, and holds nothing up. False when
 *     absent.
 * @param duringRollback Whether a guardrail goes on watching while steps are undone. False when
 *     absent.
 * @param onInconclusive What happens beyond {@code inconclusiveLimit}. {@code Ask} when absent.
 * @param onError What happens beyond {@code consecutiveErrorLimit}. {@code Ask} when absent: an
 *     outage of the metric server never rolls production back.
 */
@Rule(
    value =
        "(has(self.prometheus) ? 1 : 0) + (has(self.slo) ? 1 : 0) + "
            + "(has(self.output) ? 1 : 0) + (has(self.job) ? 1 : 0) + "
            + "(has(self.resource) ? 1 : 0) + (has(self.http) ? 1 : 0) == 1",
    found = "none or several",
    expected = "exactly one of prometheus, slo, output, job, resource, http",
    mend = "say what is measured, in a gate of its own each")
@Rule(
    value =
        "!(has(self.prometheus) || has(self.output) || has(self.http)) || "
            + "has(self.successCondition) || has(self.failureCondition)",
    found = "no condition",
    expected = "successCondition or failureCondition",
    mend = "say when the measured value is good, such as result >= 98.0")
@Rule(
    value =
        "!(has(self.slo) || has(self.job) || has(self.resource)) || "
            + "!(has(self.successCondition) || has(self.failureCondition))",
    found = "a condition",
    expected = "no condition beside slo, job or resource, which judge for themselves",
    mend = "take the condition away")
@Rule(
    value = "!(has(self.count) && has(self.duration))",
    found = "both count and duration",
    expected = "one of them at most",
    mend = "keep count for a number of measurements or duration for a bake time")
@Rule(
    value = "has(self.interval) || !(has(self.duration) || has(self.count) && " + "self.count > 1)",
    found = "no interval",
    expected = "the time between two measurements",
    mend = "add interval, such as 30s")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Gate(
    @ListKey @Name String name,
    @Nullable PrometheusSource prometheus,
    @Nullable SloSource slo,
    @Nullable OutputSource output,
    @Nullable JobSource job,
    @Nullable ResourceSource resource,
    @Nullable HttpSource http,
    @DurationText @Nullable String initialDelay,
    @PositiveDuration @Nullable String interval,
    @Min(1) @Max(10000) @Nullable Integer count,
    @PositiveDuration @Nullable String duration,
    @PositiveDuration @Nullable String timeout,
    @Expression @Nullable String successCondition,
    @Expression @Nullable String failureCondition,
    @Min(0) @Max(10000) @Nullable Integer failureLimit,
    @Min(0) @Max(10000) @Nullable Integer inconclusiveLimit,
    @Min(0) @Max(10000) @Nullable Integer consecutiveErrorLimit,
    @Min(1) @Max(10000) @Nullable Integer consecutiveSuccessLimit,
    @Nullable Boolean dryRun,
    @Nullable Boolean duringRollback,
    @Nullable OnInconclusive onInconclusive,
    @Nullable OnError onError) {}
