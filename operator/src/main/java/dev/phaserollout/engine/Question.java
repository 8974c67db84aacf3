package dev.phaserollout.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that waits for a person.
 *
 * @param id what an answer names
 * @param choices the decisions that it takes
 * @param content all that is being decided, so that an answer to something else does not count
 * @param text what to do, and what each choice leads to
 * @param since when it was raised
 * @param required how many people must approve
 * @param verifiedOnly whether only answers count whose author is known for certain
 * @param outputs names of results that an approval must bring
 */
record Question(
    String id,
    Kind kind,
    List<Choice> choices,
    String content,
    String text,
    Instant since,
    Optional<Instant> expiresAt,
    int required,
    boolean verifiedOnly,
    List<String> outputs) {

  enum Kind {
    APPROVAL("Approval"),
    MANUAL_STEP("ManualStep"),
    GATE_IN_DOUBT("GateInDoubt"),
    FAILED_STEP("FailedStep"),
    LOST_OUTCOME("LostOutcome"),
    STUCK_POD("StuckPod"),
    FAILED_RUN("FailedRun");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  enum Choice {
    APPROVE("Approve"),
    REJECT("Reject"),
    RETRY("Retry"),
    SKIP("Skip");

    private final String word;

    Choice(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Optional<Choice> ofWord(String word) {
      for (Choice choice : values()) {
        if (choice.word.equals(word)) {
          return Optional.of(choice);
        }
      }
      return Optional.empty();
    }
  }

  static Question of(
      String id, Kind kind, List<Choice> choices, String content, String text, Instant since) {
    return new Question(
        id, kind, choices, content, text, since, Optional.empty(), 1, false, List.of());
  }

  Question expiring(Optional<Instant> at) {
    return new Question(
        id, kind, choices, content, text, since, at, required, verifiedOnly, outputs);
  }

  Question withOutputs(List<String> names) {
    return new Question(
        id, kind, choices, content, text, since, expiresAt, required, verifiedOnly, names);
  }

  /** What an answer has to name: nobody can know it before the question is there. */
  String digest(String runUid) {
    return "sha256:"
        + PlanDigest.sha256(
            String.join("\n", runUid, id, kind.word(), StatusTime.text(since), content));
  }
}
