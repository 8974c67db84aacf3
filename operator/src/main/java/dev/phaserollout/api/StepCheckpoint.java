package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checkpoint of an earlier run that this run has neither reused nor voided yet. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepCheckpoint(
    int run,
    String digest,
    @Nullable Integer attempt,
    Map<String, String> outputs,
    @Nullable String commit,
    @Nullable String recordedAt) {

  public StepCheckpoint {
    outputs = Absent.orEmpty(outputs);
  }
}
