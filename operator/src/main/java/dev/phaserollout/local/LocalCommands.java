package dev.phaserollout.local;

import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * What people ask for by annotation on a cluster, they ask for here by running the file: with an
 * option, or once more.
 */
final class LocalCommands {

  /** An annotation that the engine obeys once. */
  record Annotation(String name, String value) {}

  private static final String PREFIX = "phaserollout.dev/";

  private LocalCommands() {}

  /**
   * The annotation that says so; empty where the run just goes on.
   *
   * @param now makes it another annotation than that of an earlier call
   * @throws LocalRefusal where there is nothing that the command could be about
   */
  static Optional<Annotation> of(LocalCommand command, RunStanding standing, Instant now) {
    Optional<String> verb =
        switch (command) {
          case GO_ON -> Optional.of("retry").filter(retry -> standing.over() && failed(standing));
          case RERUN -> Optional.of("rerun").filter(rerun -> ended(standing));
          case ROLLBACK -> rollback(standing);
          case ABORT -> abort(standing);
        };
    return verb.map(name -> new Annotation(PREFIX + name, number(standing) + "/" + now));
  }

  private static boolean failed(RunStanding standing) {
    return !standing.succeeded();
  }

  private static boolean ended(RunStanding standing) {
    return standing.run().map(RunStatus::completedAt).isPresent();
  }

  private static Optional<String> rollback(RunStanding standing) {
    if (!standing.begun()) {
      throw refused(
          "--rollback",
          "no run that has begun",
          "one whose steps can be undone",
          "run it without --rollback first");
    }
    if (standing.rolledBack()) {
      throw refused(
          "--rollback",
          "run " + number(standing) + ", which is rolled back",
          "a run that is not",
          "run it without --rollback to release again");
    }
    return Optional.of("rollback").filter(verb -> !standing.rollingBack());
  }

  private static Optional<String> abort(RunStanding standing) {
    if (standing.run().isEmpty()) {
      throw refused("--abort", "no run", "one that is under way", "leave --abort out");
    }
    if (standing.over()) {
      throw refused(
          "--abort",
          "run " + number(standing) + ", which has ended",
          "a run that is under way",
          "leave --abort out, or undo the run with --rollback");
    }
    return Optional.of("abort");
  }

  private static LocalRefusal refused(String option, String found, String expected, String mend) {
    return new LocalRefusal(new Problem(option, found, expected, mend));
  }

  private static int number(RunStanding standing) {
    return standing.run().map(RunStatus::number).orElse(0);
  }
}
