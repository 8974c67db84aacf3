package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.Percentage;
import dev.phaserollout.api.shape.PositiveDuration;
import org.jspecify.annotations.Nullable;

/**
 * How much of the error budget must be left over a window.
 *
 * @param window The window that the budget is counted over. {@code 720h} (30 days) when absent.
 * @param minimumRemaining The share of the budget that must be left, such as {@code 10%}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ErrorBudget(
    @PositiveDuration @Nullable String window, @Percentage String minimumRemaining) {}
