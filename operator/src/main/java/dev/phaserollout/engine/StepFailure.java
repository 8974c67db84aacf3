package dev.phaserollout.engine;

import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.FailureReason;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt is not a success.
 *
 * @param lasting true where another attempt could only end in the same way
 */
record StepFailure(
    Kind kind, String reason, String message, Optional<Integer> exitCode, boolean lasting) {

  /** What the agent says once the step's command has done its work. */
  private static final Set<String> AFTER_THE_COMMAND =
      Stream.of(
              FailureReason.DeliverablesMissing,
              FailureReason.CommitRefused,
              FailureReason.PushFailed,
              FailureReason.BranchMoved)
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  /** The kinds of outcome that design section 6 keeps apart, with the word that the status uses. */
  enum Kind {
    FAILED("Failed"),
    TIMED_OUT("TimedOut"),
    DISRUPTED("Disrupted"),
    INTERRUPTED("Interrupted"),
    LOST("Lost"),
    ERROR("Error"),
    REJECTED("Rejected"),
    ABORTED("Aborted");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Optional<Kind> ofWord(@Nullable String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
  }

  static StepFailure of(Kind kind, StatusReason reason, String message) {
    return new StepFailure(kind, reason.word(), message, Optional.empty(), false);
  }

  /** The failure that a step was to be tried again after, as it was recorded. */
  static StepFailure of(Trouble last, Optional<Integer> exitCode) {
    return new StepFailure(
        kindOf(last.reason(), exitCode), last.reason(), last.message(), exitCode, false);
  }

  /**
   * The agent's part of an attempt went wrong: before the step's command that is no failure of the
   * step, and after it another attempt may still leave what is missing.
   *
   * @param role of the Job: one without a command leaves nothing else the next time
   */
  static StepFailure of(ErrandFailure errand, Role role) {
    boolean mayBeLeftNextTime =
        role == Role.STEP
            && (FailureReason.DeliverablesMissing.name().equals(errand.reason())
                || FailureReason.CommitRefused.name().equals(errand.reason()));
    return new StepFailure(
        kindOf(errand.reason(), Optional.empty()),
        errand.reason(),
        errand.message(),
        Optional.empty(),
        !errand.passing() && !mayBeLeftNextTime);
  }

  private static Kind kindOf(String reason, Optional<Integer> exitCode) {
    if (exitCode.isPresent()
        || reason.equals(StatusReason.INVALID_OUTPUTS.word())
        || reason.equals(StatusReason.GATE_FAILED.word())
        || AFTER_THE_COMMAND.contains(reason)) {
      return Kind.FAILED;
    }
    if (reason.equals(StatusReason.STEP_TIMED_OUT.word())) {
      return Kind.TIMED_OUT;
    }
    if (reason.equals(StatusReason.DISRUPTED.word())) {
      return Kind.DISRUPTED;
    }
    return reason.equals(StatusReason.OUTCOME_LOST.word()) ? Kind.LOST : Kind.ERROR;
  }

  /** The kind of the outcomes that the engine itself brings about by cancelling. */
  static Kind kindOfPlanned(String reason) {
    if (reason.equals(StatusReason.STEP_TIMED_OUT.word())) {
      return Kind.TIMED_OUT;
    }
    return reason.equals(StatusReason.START_TIMED_OUT.word()) ? Kind.ERROR : Kind.ABORTED;
  }

  Trouble asTrouble() {
    return new Trouble(reason, message);
  }

  StepFailure forGood() {
    return new StepFailure(kind, reason, message, exitCode, true);
  }
}
