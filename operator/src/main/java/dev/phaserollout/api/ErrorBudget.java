package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** How much of the error budget must be left over a window. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ErrorBudget(@Nullable String window, String minimumRemaining) {}
