package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: exactly one of {@code run}, {@code manual} or {@code wait}.
 *
 * <p>{@code dependsOn} that is absent means "after every step listed before me"; an empty list
 * means "at once".
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Step(
    String name,
    @Nullable String description,
    @JsonProperty("if") @Nullable String condition,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> dependsOn,
    @Nullable Container run,
    @Nullable Manual manual,
    @JsonProperty("wait") @Nullable Wait pause,
    Map<String, Object> template,
    List<Input> inputs,
    List<Output> outputs,
    @Nullable String timeout,
    @Nullable String startTimeout,
    @Nullable Retry retry,
    @Nullable Integer disruptionLimit,
    @Nullable OnLost onLost,
    @Nullable Reuse reuse,
    @Nullable Boolean continueOnError,
    @Nullable StepRollback rollback,
    List<Deliverable> deliverables,
    @Nullable CommitPoint commit,
    List<Gate> gates) {

  public Step {
    template = Absent.orEmpty(template);
    inputs = Absent.orEmpty(inputs);
    outputs = Absent.orEmpty(outputs);
    deliverables = Absent.orEmpty(deliverables);
    gates = Absent.orEmpty(gates);
  }
}
