package dev.phaserollout.gate;

/**
 * The events of one window. They need not be whole: Prometheus extrapolates an increase to the
 * borders of its window.
 *
 * @param total of all, 0 or more
 * @param bad of the bad ones, from 0 to {@code total}
 */
record WindowEvents(double total, double bad) {

  /** Two counters are never scraped at one instant, so that bad may seem more than all. */
  static WindowEvents of(double total, double bad) {
    double all = Math.max(0, total);
    return new WindowEvents(all, Math.min(all, Math.max(0, bad)));
  }

  /** Whether there is anything to judge by. */
  boolean any() {
    return total > 0;
  }

  /**
   * How many times faster than allowed the error budget burns: 1 uses it up exactly within its
   * period.
   *
   * @param allowed the share of events that may be bad
   */
  double burnRate(double allowed) {
    return bad / total / allowed;
  }

  /** {@code 21 of 840 events bad}. */
  String text() {
    return NumberText.of(bad) + " of " + NumberText.of(total) + " events bad";
  }
}
