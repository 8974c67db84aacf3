package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.UniqueItems;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after which pause, a failed attempt is repeated.
 *
 * @param limit How many further attempts there are after the first. 0 when absent.
 * @param backoff The pause before each of them.
 * @param nonRetryableExitCodes Exit codes that say that another attempt is of no use.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Retry(
    @Min(0) @Max(50) @Nullable Integer limit,
    @Nullable Backoff backoff,
    @UniqueItems @Size(max = 64) List<@Min(1) @Max(255) Integer> nonRetryableExitCodes) {

  public Retry {
    nonRetryableExitCodes = Absent.orEmpty(nonRetryableExitCodes);
  }
}
