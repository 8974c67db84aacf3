package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a phase stands. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhaseStatus(
    String name,
    @Nullable String state,
    @Nullable String reason,
    @Nullable String message,
    @Nullable String digest,
    @Nullable String startedAt,
    @Nullable String completedAt,
    List<GateStatus> entryGates,
    List<GateStatus> guardrails,
    List<GateStatus> gates,
    List<StepStatus> steps) {

  public PhaseStatus {
    entryGates = Absent.orEmpty(entryGates);
    guardrails = Absent.orEmpty(guardrails);
    gates = Absent.orEmpty(gates);
    steps = Absent.orEmpty(steps);
  }
}
