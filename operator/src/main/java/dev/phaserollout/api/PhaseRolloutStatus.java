package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator knows of a rollout: the run under way, its checkpoints, and what people need to
 * see.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhaseRolloutStatus(
    @Nullable Long observedGeneration,
    @Nullable String state,
    @Nullable String message,
    @Nullable RunStatus run,
    @Nullable CheckpointStatus checkpoint,
    List<PhaseStatus> phases,
    @JsonProperty("finally") List<StepStatus> finallySteps,
    List<QuestionStatus> questions,
    List<Condition> conditions,
    List<RunRecord> history,
    @Nullable HandledCommands lastHandled,
    @Nullable String currentPhase,
    @Nullable String currentStep) {

  public PhaseRolloutStatus {
    phases = Absent.orEmpty(phases);
    finallySteps = Absent.orEmpty(finallySteps);
    questions = Absent.orEmpty(questions);
    conditions = Absent.orEmpty(conditions);
    history = Absent.orEmpty(history);
  }
}
