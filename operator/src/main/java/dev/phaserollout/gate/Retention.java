package dev.phaserollout.gate;

import dev.phaserollout.engine.TimeSpan;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a metric server keeps its samples. A window that reaches further back would be answered
 * from the rest of it, without a word, so it says nothing.
 */
sealed interface Retention {

  /**
   * No window up to here is asked about: the newest block of Prometheus and of what is built on its
   * storage spans two hours, and is never cut.
   */
  Duration ALWAYS_KEPT = Duration.ofHours(2);

  /**
   * It is known.
   *
   * @param provider the name of the server
   */
  record Known(String provider, Duration length) implements Retention {
    @Override
    public Optional<String> against(Duration window) {
      return window.compareTo(length) <= 0 || window.compareTo(ALWAYS_KEPT) <= 0
          ? Optional.empty()
          : Optional.of(
              "window "
                  + TimeSpan.text(window)
                  + " is longer than the "
                  + TimeSpan.text(length)
                  + " that provider '"
                  + provider
                  + "' keeps, so what is older is gone; shorten the window, or let it keep more");
    }
  }

  /**
   * The server does not say.
   *
   * @param why such as {@code HTTP 404}
   */
  record Unknown(String provider, String why) implements Retention {
    @Override
    public Optional<String> against(Duration window) {
      return window.compareTo(ALWAYS_KEPT) <= 0
          ? Optional.empty()
          : Optional.of(
              "provider '"
                  + provider
                  + "' does not say whether it keeps the "
                  + TimeSpan.text(window)
                  + " of a window ("
                  + why
                  + "); set its retention in the operator's configuration");
    }
  }

  /** Why a window of that length says nothing; empty where it can be answered in whole. */
  Optional<String> against(Duration window);
}
