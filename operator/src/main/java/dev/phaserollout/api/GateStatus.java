package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a gate stands.
 *
 * @param name The name of the gate.
 * @param state How far it is: an open-ended word for people; automation reads conditions.
 * @param message What people should know of it.
 * @param counts How many measurements ended with which verdict.
 * @param measurements The last measurements, oldest first.
 * @param query The PromQL that an {@code slo} gate asks, to be tried out by people. Windows longer
 *     than the phase has gone on are shortened to that at each measurement, here they are whole.
 * @param round How often the gate has begun: a person can have it measure anew.
 * @param startedAt When this round began, later by as long as it was suspended.
 * @param nextAt When the next measurement is due.
 * @param job Where the newest measurement stands, where a Job takes it. Its attempt is the number
 *     of the measurement, through all rounds.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateStatus(
    @Size(max = 253) String name,
    @Size(max = 64) @Nullable String state,
    @Size(max = 4096) @Nullable String message,
    @Nullable VerdictCounts counts,
    @Size(max = 50) List<MeasurementStatus> measurements,
    @Size(max = 4096) @Nullable String query,
    @Min(1) @Nullable Integer round,
    @Timestamp @Nullable String startedAt,
    @Timestamp @Nullable String nextAt,
    @Nullable WorkStatus job) {

  public GateStatus {
    measurements = Absent.orEmpty(measurements);
  }

  /** The same gate with another measurement by a Job, or a later state of that. */
  public GateStatus withJob(@Nullable WorkStatus next) {
    return new GateStatus(
        name, state, message, counts, measurements, query, round, startedAt, nextAt, next);
  }
}
