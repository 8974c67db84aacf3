package dev.phaserollout.telemetry;

import dev.phaserollout.api.HoldStatus;
import dev.phaserollout.api.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened to the waiting of a run between two statuses of it. Its message may change, as a
 * queue moves; that is no news.
 */
final class HoldHappenings {

  private HoldHappenings() {}

  /**
   * In the order in which it happened.
   *
   * @param before the same run as it was; empty where it was not known
   * @param now the time of an end, of which the status has none
   */
  static List<Happening> between(Optional<RunStatus> before, RunStatus after, Instant now) {
    Optional<HoldStatus> was = before.map(RunStatus::hold);
    Optional<HoldStatus> is = Optional.ofNullable(after.hold());
    if (was.map(HoldHappenings::identity).equals(is.map(HoldHappenings::identity))) {
      return List.of();
    }
    Place place = Place.of(after);
    List<Happening> found = new ArrayList<>();
    was.map(hold -> ended(place, hold, now)).ifPresent(found::add);
    is.map(hold -> began(place, hold, now)).ifPresent(found::add);
    return found;
  }

  /** The same reason from another time on is another wait. */
  private static List<String> identity(HoldStatus hold) {
    return List.of(
        Objects.requireNonNullElse(hold.reason(), ""),
        Objects.requireNonNullElse(hold.since(), ""));
  }

  private static Happening began(Place place, HoldStatus hold, Instant now) {
    return new HoldHappening.HoldBegan(
        place, hold.reason(), StatusWords.orEmpty(hold.message()), since(hold, now));
  }

  /** The end of the waiting of a run, be it that the run has ended. */
  static Happening ended(Place place, HoldStatus hold, Instant at) {
    return new HoldHappening.HoldEnded(place, hold.reason(), since(hold, at), at);
  }

  private static Instant since(HoldStatus hold, Instant otherwise) {
    return StatusWords.time(hold.since()).orElse(otherwise);
  }
}
