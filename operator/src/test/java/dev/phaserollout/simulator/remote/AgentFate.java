package dev.phaserollout.simulator.remote;

import dev.phaserollout.errand.ErrandFailure;
import java.util.Optional;

/**
 * What becomes of the agent's part in a Job.
 *
 * @param content what the step writes to the path that it commits
 * @param failure what the agent says instead of doing all of its errand, after {@code pushes}
 * @param early whether it fails before the step's command, where there is one
 * @param silent whether it does all that it is sent for and leaves nothing that can be read
 * @param pushes how many it has made when it is cut off or fails
 */
public record AgentFate(
    String content, Optional<ErrandFailure> failure, boolean early, boolean silent, int pushes) {

  /** It does what it is sent for, and is cut off before its first push. */
  public static AgentFate well(String content) {
    return new AgentFate(content, Optional.empty(), false, false, 0);
  }
}
