package dev.phaserollout.simulator;

import dev.phaserollout.engine.Engine;
import dev.phaserollout.simulator.cluster.History;

/** What random rollouts leave behind, for tests of whatever reads statuses. */
public final class Histories {

  private Histories() {}

  /** All that happened in the schedule of one seed; the same seed gives the same history. */
  public static History of(long seed) {
    Schedule schedule = new Schedule(seed, new Engine(new LiteralExpressions())::decide, false);
    schedule.play();
    return schedule.history();
  }
}
