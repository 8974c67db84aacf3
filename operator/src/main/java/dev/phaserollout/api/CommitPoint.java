package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.RelativePath;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * What a step commits to the workspace's branch.
 *
 * @param paths What is committed: paths or globs from the top of the working tree. Nothing else of
 *     what the step changed is kept.
 * @param message The commit message; the operator adds trailers that name run and step.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CommitPoint(
    @Required @Size(min = 1, max = 16) List<@RelativePath String> paths,
    @Size(min = 1, max = 1024) String message) {

  public CommitPoint {
    paths = Absent.orEmpty(paths);
  }
}
