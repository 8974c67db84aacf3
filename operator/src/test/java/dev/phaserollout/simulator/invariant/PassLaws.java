package dev.phaserollout.simulator.invariant;

import java.util.List;

/** All that is true of every single decision. */
public final class PassLaws {

  public static final List<PassLaw> ALL =
      List.of(
          new FixpointLaw(),
          new WakeIsAhead(),
          new WakeIsNotLate(),
          new TimeoutsAreHonoured(),
          new TripsWin());

  private PassLaws() {}
}
