package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that ended.
 *
 * @param run The number of the run.
 * @param release What was released.
 * @param revision The ControllerRevision with its spec.
 * @param result How it ended: an open-ended word.
 * @param reason Why, as one word of an open-ended set.
 * @param message What people should know of it.
 * @param startedAt When it began.
 * @param completedAt When it ended.
 * @param duration How long it took.
 * @param commit The last commit that it left.
 * @param rollback What was compensated and what was not, in one line.
 * @param answers Who decided what, each in one line.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunRecord(
    @Min(1) int run,
    @Size(max = 256) @Nullable String release,
    @Size(max = 253) @Nullable String revision,
    @Size(max = 64) @Nullable String result,
    @Size(max = 256) @Nullable String reason,
    @Size(max = 32768) @Nullable String message,
    @Timestamp @Nullable String startedAt,
    @Timestamp @Nullable String completedAt,
    @Size(max = 64) @Nullable String duration,
    @Size(max = 64) @Nullable String commit,
    @Size(max = 4096) @Nullable String rollback,
    @Size(max = 100) List<@Size(max = 1024) String> answers) {

  public RunRecord {
    answers = Absent.orEmpty(answers);
  }
}
