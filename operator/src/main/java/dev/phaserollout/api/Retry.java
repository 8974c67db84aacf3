package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often, and after which pause, a failed attempt is repeated. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Retry(
    @Nullable Integer limit, @Nullable Backoff backoff, List<Integer> nonRetryableExitCodes) {

  public Retry {
    nonRetryableExitCodes = Absent.orEmpty(nonRetryableExitCodes);
  }
}
