package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Name;
import dev.phaserollout.api.shape.Objective;
import dev.phaserollout.api.shape.Rule;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective, judged by burn rate and, where asked, by the error budget that is
 * left.
 *
 * @param provider The provider in the configuration of the operator. Its default one when absent.
 * @param objective The share of good events in percent, above 0 and below 100, as a decimal such as
 *     {@code 99.9}.
 * @param ratio Bad events against all events.
 * @param latency Events that were fast enough against all events.
 * @param windows Pairs of windows that are looked at. {@code 1h}/{@code 5m} at 14.4 and {@code
 *     6h}/{@code 30m} at 6 when absent.
 * @param scope Whether windows end at the beginning of the phase. {@code Phase} when absent.
 * @param minimumEvents The number of events below which a measurement is inconclusive. 0 when
 *     absent.
 * @param errorBudget How much of the error budget must be left before the phase begins.
 */
@Rule(
    value = "has(self.ratio) != has(self.latency)",
    found = "none or both",
    expected = "exactly one of ratio, latency",
    mend = "say which events are good or bad, and make two gates of both")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SloSource(
    @Name @Nullable String provider,
    @Objective String objective,
    @Nullable RatioIndicator ratio,
    @Nullable LatencyIndicator latency,
    @Size(max = 8) List<BurnRateWindow> windows,
    @Nullable SloScope scope,
    @Min(0) @Max(1000000000) @Nullable Integer minimumEvents,
    @Nullable ErrorBudget errorBudget) {

  public SloSource {
    windows = Absent.orEmpty(windows);
  }
}
