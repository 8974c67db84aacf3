package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective, judged by burn rate and, where asked, by the error budget that is
 * left.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SloSource(
    @Nullable String provider,
    String objective,
    @Nullable RatioIndicator ratio,
    @Nullable LatencyIndicator latency,
    List<BurnRateWindow> windows,
    @Nullable SloScope scope,
    @Nullable Integer minimumEvents,
    @Nullable ErrorBudget errorBudget) {

  public SloSource {
    windows = Absent.orEmpty(windows);
  }
}
