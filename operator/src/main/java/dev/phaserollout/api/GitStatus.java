package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where the Git Jobs of a run stand.
 *
 * @param prepare Before the first step: whether the workspace is the right one, and its commit.
 * @param revert In a rollback: the commit that takes back what was committed.
 * @param complete After the last phase: checkpoint file, progress file and tag.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GitStatus(
    @Nullable WorkStatus prepare, @Nullable WorkStatus revert, @Nullable WorkStatus complete) {

  /** No Git Job has begun. */
  public static final GitStatus NONE = new GitStatus(null, null, null);
}
