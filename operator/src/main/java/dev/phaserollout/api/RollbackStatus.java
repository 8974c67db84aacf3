package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rollback of a run stands.
 *
 * @param state How far it is: an open-ended word for people; automation reads conditions.
 * @param scope {@code Run}, {@code Phase}, or {@code Cancelled} where only the steps that an edited
 *     spec ended are undone.
 * @param cause What asked for it: {@code Failure}, {@code Command}, {@code Answer} or {@code Edit}.
 * @param steps How many steps it undoes.
 * @param compensated How many of them are undone.
 * @param failed The steps whose compensation failed, the first fifty.
 * @param standing What stands undone after it has stopped, the first fifty.
 * @param withoutRollback The steps in its reach that have no rollback, the first fifty.
 * @param tripped The guardrails that failed while it ran, as {@code phase/guardrails/name}, the
 *     first fifty. They do not stop it.
 * @param startedAt When it began.
 * @param completedAt When it ended or was stopped.
 * @param commit The commit that takes back what was committed.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RollbackStatus(
    @Size(max = 64) @Nullable String state,
    @Size(max = 64) @Nullable String scope,
    @Size(max = 64) @Nullable String cause,
    @Min(0) @Nullable Integer steps,
    @Min(0) @Nullable Integer compensated,
    @Size(max = 64) List<@Size(max = 253) String> failed,
    @Size(max = 64) List<@Size(max = 253) String> standing,
    @Size(max = 64) List<@Size(max = 253) String> withoutRollback,
    @Size(max = 64) List<@Size(max = 253) String> tripped,
    @Timestamp @Nullable String startedAt,
    @Timestamp @Nullable String completedAt,
    @Size(max = 64) @Nullable String commit) {

  public RollbackStatus {
    failed = Absent.orEmpty(failed);
    standing = Absent.orEmpty(standing);
    withoutRollback = Absent.orEmpty(withoutRollback);
    tripped = Absent.orEmpty(tripped);
  }
}
