package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a gate stands. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateStatus(
    String name,
    @Nullable String state,
    @Nullable String message,
    @Nullable VerdictCounts counts,
    List<MeasurementStatus> measurements,
    @Nullable String startedAt,
    @Nullable String nextAt) {

  public GateStatus {
    measurements = Absent.orEmpty(measurements);
  }
}
