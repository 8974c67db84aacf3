package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a step stands. {@code state} and {@code reason} are open-ended words. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepStatus(
    String name,
    @Nullable String state,
    @Nullable String reason,
    @Nullable String message,
    @Nullable String digest,
    @Nullable Integer attempt,
    @Nullable Integer failures,
    @Nullable Integer disruptions,
    @Nullable String jobUid,
    @Nullable String startedAt,
    @Nullable String attemptStartedAt,
    @Nullable String runningSince,
    @Nullable String nextAttemptAt,
    @Nullable String cancelledAt,
    @Nullable String completedAt,
    @Nullable Integer exitCode,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> outputs,
    @Nullable String commit,
    @Nullable Integer reusedFromRun,
    @Nullable StepCheckpoint checkpoint,
    List<GateStatus> gates,
    @Nullable CompensationStatus rollback) {

  public StepStatus {
    gates = Absent.orEmpty(gates);
  }
}
