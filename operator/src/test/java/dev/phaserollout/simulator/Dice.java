package dev.phaserollout.simulator;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The only source of chance in a schedule: the same seed always throws the same. */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Dice of their own for one named thing, so that it throws the same whatever else changes. */
  static Dice of(long seed, String thing) {
    return new Dice(seed * 0x9E3779B97F4A7C15L + thing.hashCode());
  }

  /**
   * Throws even where the outcome is certain, so that a rate of zero leaves all later throws as
   * they were.
   */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Both bounds included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Short ones often, long ones seldom. */
  Duration upTo(Duration most) {
    double share = random.nextDouble();
    return Duration.ofMillis((long) (most.toMillis() * share * share * share));
  }

  <T> T pick(List<T> among) {
    return among.get(random.nextInt(among.size()));
  }

  @SafeVarargs
  final <T> T oneOf(T... among) {
    return among[random.nextInt(among.length)];
  }
}
