package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseApproval;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the API server itself has held the approver of an answer to whoever created it.
 *
 * <p>Nothing in an answer says what was checked when it was stored, so this is inferred. A policy
 * that exists now, says what it should and has generation 1 has said so without a break since its
 * {@code creationTimestamp}: both fields are the API server's alone, and every change of a spec
 * raises the generation. So it was in force when the answer came if it was there before it, and if
 * it was read after it. One that was ever changed proves nothing, even if it was changed back: when
 * that was is not recorded anywhere that can be relied on (an entry of {@code managedFields} goes
 * when its last field does, and anybody may empty them). Whoever mends one deletes it and has it
 * made anew; one that says something else from the start has another name.
 *
 * <p>What cannot be seen: a server whose admission plugin is switched off by a flag. Whoever runs
 * the control plane is trusted.
 */
final class AnswerProof {

  /**
   * API servers follow policies a moment after these are stored, and times are cut to seconds: for
   * so long after its creation a policy proves nothing.
   */
  static final Duration SETTLING = Duration.ofSeconds(10);

  private AnswerProof() {}

  /**
   * Why the approver of the answer is only claimed; empty where it is proven.
   *
   * @param reading of what was there at some moment after the answer was stored
   */
  static Optional<String> doubt(
      AnswerPolicy expected, PolicyReading reading, PhaseApproval answer) {
    Long generation = answer.getMetadata().getGeneration();
    if (generation == null || generation != 1) {
      return Optional.of("the answer was changed after it was given");
    }
    Instant given = Instant.parse(answer.getMetadata().getCreationTimestamp());
    return doubt(
            "ValidatingAdmissionPolicy",
            expected.name(),
            expected.policy(),
            reading.policy(),
            given)
        .or(
            () ->
                doubt(
                    "ValidatingAdmissionPolicyBinding",
                    expected.name(),
                    expected.binding(),
                    reading.binding(),
                    given));
  }

  private static Optional<String> doubt(
      String kind,
      String name,
      Map<String, Object> expected,
      Optional<PolicyObject> found,
      Instant given) {
    String it = kind + " " + name;
    if (found.isEmpty()) {
      return Optional.of("there is no " + it);
    }
    PolicyObject policy = found.get();
    if (policy.beingDeleted()) {
      return Optional.of(it + " is being deleted");
    }
    if (!policy.spec().equals(expected)) {
      return Optional.of(it + " says something else than this operator expects");
    }
    if (policy.generation() != 1) {
      return Optional.of(it + " was changed after it was made, and nobody knows when");
    }
    if (given.isBefore(policy.createdAt().plus(SETTLING))) {
      return Optional.of(it + " was not there yet, or only just, when the answer was given");
    }
    return Optional.empty();
  }
}
