package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run under way, or the last one that ended.
 *
 * @param number Counts up from 1.
 * @param uid Tells this run from every other, after delete and re-create too.
 * @param revision The ControllerRevision with the spec that the run was accepted with.
 * @param release What is released.
 * @param previousRelease What the last run that succeeded has released.
 * @param baseCommit The commit of the workspace that the run began with.
 * @param commit The newest commit of the workspace that the run knows: what its next steps get.
 * @param sinceCommit The commit of the workspace that the first run since the last success began
 *     with: what was committed since is what a rollback takes back.
 * @param startedAt When it began.
 * @param completedAt When it ended.
 * @param result How it ended: an open-ended word.
 * @param reason Why, as one word of an open-ended set.
 * @param message What people should know of it.
 * @param traceparent The trace context after W3C that steps get.
 * @param generation The newest generation of the spec that the run knows of.
 * @param nextRevision What an edit under way will run, once this run has ended.
 * @param lastSucceeded The number of the last run before this one that succeeded and was not rolled
 *     back: what was finished since then is what a rollback undoes.
 * @param rollback Where the rollback of the run stands.
 * @param answers What people have decided in it, oldest first.
 * @param place Its place in its concurrency group, until it has ended. Absent where it has none.
 * @param forgotten Steps that edits have removed and of which more stand than a status can keep:
 *     what they did is not undone. The newest fifty.
 * @param hold What keeps it, or its next steps, from starting. Absent where nothing does.
 * @param git Where the Git Jobs of the run stand, beside those of its steps.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunStatus(
    @Min(1) int number,
    @Size(max = 64) @Nullable String uid,
    @Size(max = 253) @Nullable String revision,
    @Size(max = 256) @Nullable String release,
    @Size(max = 256) @Nullable String previousRelease,
    @Size(max = 64) @Nullable String baseCommit,
    @Size(max = 64) @Nullable String commit,
    @Size(max = 64) @Nullable String sinceCommit,
    @Timestamp @Nullable String startedAt,
    @Timestamp @Nullable String completedAt,
    @Size(max = 64) @Nullable String result,
    @Size(max = 256) @Nullable String reason,
    @Size(max = 32768) @Nullable String message,
    @Size(max = 256) @Nullable String traceparent,
    @Min(0) @Nullable Long generation,
    @Size(max = 253) @Nullable String nextRevision,
    @Min(1) @Nullable Integer lastSucceeded,
    @Nullable RollbackStatus rollback,
    @Size(max = 200) List<AnswerStatus> answers,
    @Nullable GroupPlace place,
    @Size(max = 64) List<@Size(max = 253) String> forgotten,
    @Nullable HoldStatus hold,
    @Nullable GitStatus git) {

  public RunStatus {
    answers = Absent.orEmpty(answers);
    forgotten = Absent.orEmpty(forgotten);
  }
}
