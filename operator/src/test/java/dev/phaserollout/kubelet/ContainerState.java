package dev.phaserollout.kubelet;

import java.time.Instant;
import java.util.Optional;

/** What a kubelet says of a container at one moment. */
sealed interface ContainerState {

  /** It has not been started; the reasons are the kubelet's words. */
  record Waiting(String reason, Optional<String> message) implements ContainerState {

    /** Nobody has tried to start it yet. */
    static final Waiting FOR_INIT_CONTAINERS = because("PodInitializing");

    /** Nobody has tried to start it yet, and nothing is in its way. */
    static final Waiting FOR_ITS_TURN = because("ContainerCreating");

    private static Waiting because(String reason) {
      return new Waiting(reason, Optional.empty());
    }

    static Waiting because(String reason, String message) {
      return new Waiting(reason, Optional.of(message));
    }

    boolean untried() {
      return equals(FOR_INIT_CONTAINERS) || equals(FOR_ITS_TURN);
    }
  }

  record Running(Instant startedAt) implements ContainerState {}

  /**
   * It will not run again unless it is started anew.
   *
   * @param startedAt empty, as finishedAt is, for a container that nobody can find any more
   */
  record Terminated(
      int exitCode,
      String reason,
      Optional<String> message,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt)
      implements ContainerState {

    /** The exit code of a process that SIGKILL has ended. */
    static final int KILLED = 137;

    private static final int CANNOT_START = 128;

    static Terminated ended(int exitCode, String message, Instant startedAt, Instant finishedAt) {
      return new Terminated(
          exitCode,
          exitCode == 0 ? "Completed" : "Error",
          Optional.of(message).filter(text -> !text.isEmpty()),
          Optional.of(startedAt),
          Optional.of(finishedAt));
    }

    /** The container was made, but its command cannot be started: as containerd tells it. */
    static Terminated notStarted(String message, Instant at) {
      return new Terminated(
          CANNOT_START,
          "StartError",
          Optional.of(message),
          Optional.of(Instant.EPOCH),
          Optional.of(at));
    }

    /** What is written of a container that never ran when its pod is ended from outside. */
    static Terminated unknown() {
      return new Terminated(
          KILLED,
          "ContainerStatusUnknown",
          Optional.of("The container could not be located when the pod was terminated"),
          Optional.empty(),
          Optional.empty());
    }

    Terminated outOfMemory() {
      return new Terminated(KILLED, "OOMKilled", message, startedAt, finishedAt);
    }

    boolean well() {
      return exitCode == 0;
    }
  }
}
