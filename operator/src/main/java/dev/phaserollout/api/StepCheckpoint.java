package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of an earlier run that this run has neither reused nor voided yet.
 *
 * @param run The run that recorded it.
 * @param digest What the step was when it was finished.
 * @param attempt The attempt that finished it.
 * @param outputs What it wrote.
 * @param commit The commit that it left.
 * @param recordedAt When.
 * @param revision The revision that says how it is undone, where the spec has the step no longer.
 * @param voided True where it can stand in for the step no longer, but what the step did has not
 *     been undone.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepCheckpoint(
    @Min(1) int run,
    @Size(max = 128) String digest,
    @Min(0) @Nullable Integer attempt,
    @Size(max = 1024) Map<String, @Size(max = 4096) String> outputs,
    @Size(max = 64) @Nullable String commit,
    @Timestamp @Nullable String recordedAt,
    @Size(max = 253) @Nullable String revision,
    @Nullable Boolean voided) {

  public StepCheckpoint {
    outputs = Absent.orEmpty(outputs);
  }
}
