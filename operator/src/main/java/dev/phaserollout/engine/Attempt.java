package dev.phaserollout.engine;

import java.util.Optional;

/**
 * Identity of one Job: one attempt of one step in one run.
 *
 * @param step name of the step; for a gate, where in its phase it stands: {@code
 *     gates/availability} or {@code deploy/gates/coverage}
 * @param digest of the step, with the values of its inputs
 * @param number from 1
 */
public record Attempt(
    String rolloutUid, int run, String phase, String step, Role role, String digest, int number) {

  /** The name of the gate that is measured; empty in every other role. */
  public Optional<String> gate() {
    return role == Role.GATE ? Optional.of(GatePath.gate(step)) : Optional.empty();
  }

  /** The step that it is of; empty for a gate of a phase. */
  public Optional<String> ofStep() {
    return role == Role.GATE ? GatePath.step(step) : Optional.of(step);
  }

  @Override
  public String toString() {
    return role.label() + " " + phase + "/" + step + " #" + number;
  }
}
