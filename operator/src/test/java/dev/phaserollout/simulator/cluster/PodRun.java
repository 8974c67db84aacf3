package dev.phaserollout.simulator.cluster;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.AttemptOutcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One start of a step's container, and what came of it. What really happened, whoever knows of it.
 */
public final class PodRun {

  private final int move;
  private final int version;
  private final String job;
  private final Attempt attempt;
  private final Instant startedAt;
  private final boolean reports;
  private Optional<Instant> endedAt = Optional.empty();
  private Optional<AttemptOutcome> outcome = Optional.empty();

  PodRun(int move, int version, String job, Attempt attempt, Instant startedAt, boolean reports) {
    this.move = move;
    this.version = version;
    this.job = job;
    this.attempt = attempt;
    this.startedAt = startedAt;
    this.reports = reports;
  }

  /** The move of the schedule in which it started. */
  public int move() {
    return move;
  }

  /** The newest stored version of the rollout at its start. */
  public int version() {
    return version;
  }

  public String job() {
    return job;
  }

  public Attempt attempt() {
    return attempt;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** Empty while it runs. */
  public Optional<Instant> endedAt() {
    return endedAt;
  }

  /** Empty while it runs, and when it was killed. */
  public Optional<AttemptOutcome> outcome() {
    return outcome;
  }

  /** Nor does one end well whose agent should have said what it did, and left nothing. */
  public boolean endedWell() {
    return outcome.isPresent()
        && outcome.get() instanceof AttemptOutcome.Succeeded well
        && (!reports || well.errand().isPresent());
  }

  /** Whether both ran at some moment together. */
  public boolean overlaps(PodRun other) {
    return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
  }

  private boolean startsBeforeEndOf(PodRun other) {
    return other.endedAt.map(startedAt::isBefore).orElse(true);
  }

  void ended(Instant at, AttemptOutcome how) {
    endedAt = Optional.of(at);
    outcome = Optional.of(how);
  }

  void killed(Instant at) {
    endedAt = Optional.of(at);
  }

  @Override
  public String toString() {
    return "run " + attempt.run() + " " + attempt + " in Job " + job + " at " + startedAt;
  }
}
