package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What happens to finished steps when a run fails.
 *
 * @param onFailure Whether finished steps are undone. {@code Automatic} when absent.
 * @param scope How far back. {@code Run} when absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RollbackPolicy(@Nullable OnFailure onFailure, @Nullable RollbackScope scope) {}
