package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A barrier-ordered group of steps. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Phase(
    String name,
    @Nullable String description,
    @JsonProperty("if") @Nullable String condition,
    @Nullable String timeout,
    @Nullable Integer maxParallel,
    List<ChangeWindow> windows,
    @Nullable Approval approval,
    List<Gate> entryGates,
    List<Step> steps,
    List<Gate> guardrails,
    List<Gate> gates) {

  public Phase {
    windows = Absent.orEmpty(windows);
    entryGates = Absent.orEmpty(entryGates);
    steps = Absent.orEmpty(steps);
    guardrails = Absent.orEmpty(guardrails);
    gates = Absent.orEmpty(gates);
  }
}
