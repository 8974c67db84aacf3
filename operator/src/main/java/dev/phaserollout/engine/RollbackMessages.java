package dev.phaserollout.engine;

import dev.phaserollout.api.RollbackStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people read about a rollback: how many of how many, which failed, and what stands undone.
 */
final class RollbackMessages {

  private RollbackMessages() {}

  /** One line for every state: {@code rolled back: 3 of 3 steps compensated}. */
  static String of(RollbackStatus rollback) {
    String numbers =
        or0(rollback.compensated())
            + " of "
            + StatusMessages.counted(or0(rollback.steps()), "step")
            + " compensated";
    String without =
        (rollback.withoutRollback().isEmpty()
                ? ""
                : "; without rollback: " + named(rollback.withoutRollback()))
            + tripped(rollback);
    String commits =
        rollback.commit() == null ? "" : "; commits taken back by " + rollback.commit();
    return switch (RollbackState.of(rollback)) {
      case DUE -> "the rollback is about to begin";
      case RUNNING -> "rolling back: " + numbers + failed(rollback) + without;
      case STOPPING -> "the rollback is being stopped: " + numbers + without;
      case SUCCEEDED ->
          or0(rollback.steps()) == 0
              ? "rolled back: there was nothing to compensate" + commits + without
              : "rolled back: " + numbers + commits + without;
      case FAILED ->
          "the rollback has failed: "
              + numbers
              + failed(rollback)
              + "; standing undone: "
              + named(rollback.standing())
              + without
              + goOn();
      case STOPPED ->
          "the rollback was stopped: "
              + numbers
              + "; standing undone: "
              + named(rollback.standing())
              + without
              + goOn();
    };
  }

  private static String tripped(RollbackStatus rollback) {
    return rollback.tripped().isEmpty()
        ? ""
        : "; tripped while undoing: " + named(rollback.tripped());
  }

  private static String failed(RollbackStatus rollback) {
    return rollback.failed().isEmpty() ? "" : "; failed: " + named(rollback.failed());
  }

  private static String goOn() {
    return "; " + RunCommands.RETRY + " goes on with it, " + RunCommands.RERUN + " gives it up";
  }

  private static String named(List<String> names) {
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  private static int or0(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  static String stopped() {
    return "stopped by annotation " + RunCommands.ABORT;
  }

  static String requested() {
    return "rolled back by annotation " + RunCommands.ROLLBACK;
  }

  static String lost() {
    return "its revision has vanished, so what would undo it is not known any more";
  }
}
