package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release consists of: ordered phases of steps, and the rules for running and undoing them.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhaseRolloutSpec(
    @Nullable String description,
    @Nullable Release release,
    List<Parameter> parameters,
    @Nullable Boolean suspend,
    @Nullable String timeout,
    List<RolloutDependency> dependsOn,
    @Nullable String concurrencyGroup,
    List<ChangeWindow> windows,
    @Nullable Workspace workspace,
    List<Standard> standards,
    @Nullable StepDefaults stepDefaults,
    List<Phase> phases,
    @JsonProperty("finally") List<Step> finallySteps,
    @Nullable RollbackPolicy rollback,
    @Nullable Completion completion,
    @Nullable OnSpecChange onSpecChange,
    @Nullable Integer historyLimit) {

  public PhaseRolloutSpec {
    parameters = Absent.orEmpty(parameters);
    dependsOn = Absent.orEmpty(dependsOn);
    windows = Absent.orEmpty(windows);
    standards = Absent.orEmpty(standards);
    phases = Absent.orEmpty(phases);
    finallySteps = Absent.orEmpty(finallySteps);
  }
}
