package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a phase stands.
 *
 * @param name The name of the phase.
 * @param state How far it is: an open-ended word for people; automation reads conditions.
 * @param reason Why, as one word of an open-ended set.
 * @param message What people should know of it.
 * @param digest What the phase was when it was accepted: its steps, gates and approval rule.
 * @param startedAt When the phase began.
 * @param completedAt When it ended.
 * @param approvedAt When enough people had approved it.
 * @param entryGates Where its entry gates stand.
 * @param guardrails Where its guardrails stand.
 * @param gates Where its gates stand.
 * @param steps Where its steps stand.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhaseStatus(
    @Size(max = 253) String name,
    @Size(max = 64) @Nullable String state,
    @Size(max = 256) @Nullable String reason,
    @Size(max = 4096) @Nullable String message,
    @Size(max = 128) @Nullable String digest,
    @Timestamp @Nullable String startedAt,
    @Timestamp @Nullable String completedAt,
    @Timestamp @Nullable String approvedAt,
    @Size(max = 50) List<GateStatus> entryGates,
    @Size(max = 50) List<GateStatus> guardrails,
    @Size(max = 50) List<GateStatus> gates,
    @Size(max = 100) List<StepStatus> steps) {

  public PhaseStatus {
    entryGates = Absent.orEmpty(entryGates);
    guardrails = Absent.orEmpty(guardrails);
    gates = Absent.orEmpty(gates);
    steps = Absent.orEmpty(steps);
  }
}
