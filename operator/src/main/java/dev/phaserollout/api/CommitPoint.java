package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What a step commits to the workspace's branch. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CommitPoint(List<String> paths, String message) {

  public CommitPoint {
    paths = Absent.orEmpty(paths);
  }
}
