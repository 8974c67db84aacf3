package dev.phaserollout.simulator;

import java.util.List;

/**
 * How often each thing goes wrong in one schedule, as probabilities per opportunity. Drawn per
 * seed, zero included, so that some schedules are a storm of one kind and some are calm.
 */
record Faults(
    double crash,
    double writeFault,
    double effectFault,
    double lateEffects,
    double duplicate,
    double lag,
    double clockJump,
    double disruption,
    double lost,
    double failure,
    double slowness,
    double quota,
    double foreign,
    double deletion,
    double notReady,
    double edit,
    double suspension,
    double command,
    double answer,
    double mistake,
    double stuck,
    double push) {

  static final Faults NONE =
      new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final List<Double> SHARES = List.of(0.0, 0.0, 0.2, 0.5, 1.0);

  static Faults drawn(Dice dice) {
    return new Faults(
        0.15 * dice.pick(SHARES),
        0.10 * dice.pick(SHARES),
        0.10 * dice.pick(SHARES),
        0.15 * dice.pick(SHARES),
        0.05 * dice.pick(SHARES),
        0.90 * dice.pick(SHARES),
        0.05 * dice.pick(SHARES),
        0.30 * dice.pick(SHARES),
        0.10 * dice.pick(SHARES),
        0.40 * dice.pick(SHARES),
        0.30 * dice.pick(SHARES),
        0.03 * dice.pick(SHARES),
        0.05 * dice.pick(SHARES),
        0.10 * dice.pick(SHARES),
        0.70 * dice.pick(SHARES),
        0.04 * dice.pick(SHARES),
        0.04 * dice.pick(SHARES),
        0.04 * dice.pick(SHARES),
        0.30 * dice.pick(SHARES),
        0.50 * dice.pick(SHARES),
        0.30 * dice.pick(SHARES),
        0.20 * dice.pick(SHARES));
  }
}
