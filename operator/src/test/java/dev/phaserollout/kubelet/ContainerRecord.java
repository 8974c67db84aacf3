package dev.phaserollout.kubelet;

import dev.phaserollout.kubelet.ContainerState.Running;
import dev.phaserollout.kubelet.ContainerState.Terminated;
import dev.phaserollout.kubelet.ContainerState.Waiting;
import java.util.Optional;

/**
 * One container of a pod as it stands.
 *
 * @param id as in the status, empty before the first start
 * @param lastEnd how it ended before it was started again
 * @param restarts how often it was started again
 * @param asked whether it was asked to end
 */
record ContainerRecord(
    String name,
    ContainerRole role,
    RestartPolicy restartPolicy,
    ContainerState state,
    Optional<String> id,
    Optional<Terminated> lastEnd,
    int restarts,
    boolean asked) {

  /** When a container that has ended is started again. */
  enum RestartPolicy {
    NEVER,
    ON_FAILURE,
    ALWAYS
  }

  static ContainerRecord untried(
      String name, ContainerRole role, RestartPolicy restartPolicy, Waiting state) {
    return new ContainerRecord(
        name, role, restartPolicy, state, Optional.empty(), Optional.empty(), 0, false);
  }

  ContainerRecord in(ContainerState next) {
    return new ContainerRecord(name, role, restartPolicy, next, id, lastEnd, restarts, asked);
  }

  /** The next life of the container, if it had one before. */
  ContainerRecord started(String newId, ContainerState next) {
    int more = id.isPresent() ? restarts + 1 : restarts;
    Optional<Terminated> end = end().or(() -> lastEnd);
    return new ContainerRecord(
        name, role, restartPolicy, next, Optional.of(newId), end, more, false);
  }

  /** It waits to be started again, and the status shows how it ended. */
  ContainerRecord backingOff(Waiting why) {
    return new ContainerRecord(
        name, role, restartPolicy, why, id, end().or(() -> lastEnd), restarts, asked);
  }

  ContainerRecord askedToEnd() {
    return new ContainerRecord(name, role, restartPolicy, state, id, lastEnd, restarts, true);
  }

  boolean running() {
    return state instanceof Running;
  }

  boolean untried() {
    return state instanceof Waiting waiting && waiting.untried();
  }

  Optional<Terminated> end() {
    return state instanceof Terminated end ? Optional.of(end) : Optional.empty();
  }

  /** It has ended, and its policy says that it is to run again. */
  boolean isToRestart() {
    return end()
        .filter(
            end ->
                switch (restartPolicy) {
                  case NEVER -> false;
                  case ON_FAILURE -> !end.well();
                  case ALWAYS -> true;
                })
        .isPresent();
  }

  /** It has ended for good. */
  boolean done() {
    return end().isPresent() && !isToRestart();
  }

  boolean failed() {
    return end().filter(end -> !end.well()).isPresent();
  }
}
