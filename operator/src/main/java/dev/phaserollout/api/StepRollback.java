package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.PositiveDuration;
import dev.phaserollout.api.shape.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The compensation of a step; inherits image, environment, workspace and account of the step.
 *
 * @param run The container that undoes the work; it inherits image, environment, workspace and
 *     account of the step.
 * @param timeout How long an attempt may run. That of the step when absent.
 * @param retry How failed attempts are repeated. As for the step when absent.
 */
@Rule(
    value = "has(self.run.command) || has(self.run.args) || has(self.run.image)",
    found = "nothing that differs from the step",
    expected = "what undoes the step",
    mend = "add command, args or image",
    at = ".run")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepRollback(
    Container run, @PositiveDuration @Nullable String timeout, @Nullable Retry retry) {}
