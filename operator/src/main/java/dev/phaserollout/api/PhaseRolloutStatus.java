package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator knows of a rollout: the run under way, its checkpoints, and what people need to
 * see.
 *
 * @param observedGeneration The generation of the spec that this status speaks of; -1 before the
 *     operator has seen the rollout.
 * @param state How far it is: an open-ended word for people; automation reads conditions.
 * @param message Where the run stands, what it needs and what happens next.
 * @param run The run under way, or the last one that ended.
 * @param checkpoint The newest checkpoint.
 * @param phases Where each phase of the run stands.
 * @param finallySteps Where each step under {@code finally} stands.
 * @param questions All that waits for a person.
 * @param conditions Ready, Accepted, and where they hold Reconciling, Stalled, AwaitingAnswer,
 *     Suspended, RolledBack.
 * @param history Runs that ended, newest first.
 * @param lastHandled The tokens of the commands that were handled last.
 * @param currentPhase The phase under way, or the one that has failed.
 * @param currentStep The step under way; the first in order where several are.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhaseRolloutStatus(
    @Min(-1) @Nullable Long observedGeneration,
    @Size(max = 64) @Nullable String state,
    @Size(max = 32768) @Nullable String message,
    @Nullable RunStatus run,
    @Nullable CheckpointStatus checkpoint,
    @Size(max = 64) List<PhaseStatus> phases,
    @Size(max = 100) @JsonProperty("finally") List<StepStatus> finallySteps,
    @Size(max = 1000) List<QuestionStatus> questions,
    @Size(max = 32) List<Condition> conditions,
    @Size(max = 100) List<RunRecord> history,
    @Nullable HandledCommands lastHandled,
    @Size(max = 253) @Nullable String currentPhase,
    @Size(max = 253) @Nullable String currentStep) {

  public PhaseRolloutStatus {
    phases = Absent.orEmpty(phases);
    finallySteps = Absent.orEmpty(finallySteps);
    questions = Absent.orEmpty(questions);
    conditions = Absent.orEmpty(conditions);
    history = Absent.orEmpty(history);
  }
}
