package dev.phaserollout.engine;

import dev.phaserollout.api.Gate;
import java.time.Instant;
import java.util.Optional;

/**
 * What a measurement needs to know; all of it comes from the run's revision and the status.
 *
 * @param namespace where the rollout lives, and so the object of a {@code resource} gate
 * @param gate as the revision has it
 * @param step the step that the gate belongs to; empty where it belongs to a phase
 * @param scope what conditions see; {@code outputs} also answers {@code output} gates
 * @param phaseStartedAt windows of a service level objective reach back to here: the beginning of
 *     the phase, or of the rollback while its steps are undone; empty where the phase has not begun
 *     (an entry gate), and windows are taken whole
 * @param now when the measurement is due: queries are evaluated at this time
 */
public record MeasurementRequest(
    Key key,
    String namespace,
    Gate gate,
    Optional<String> step,
    Expressions.Scope scope,
    Optional<Instant> phaseStartedAt,
    Instant now) {

  /**
   * Identity of one measurement. Asked for twice it is taken once.
   *
   * @param owner path of the gate, such as {@code staging/gates/availability} or {@code
   *     staging/deploy/gates/coverage}
   * @param sequence of the measurements of this gate in this run, from 1
   */
  public record Key(String rolloutUid, int run, String owner, int sequence) {

    /**
     * Whether the gate is the one of that path or lies below it, such as {@code staging} or {@code
     * staging/deploy}.
     */
    public boolean isBelow(String path) {
      return owner.equals(path) || owner.startsWith(path + "/");
    }

    @Override
    public String toString() {
      return owner + " #" + sequence;
    }
  }
}
