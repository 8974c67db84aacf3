package dev.phaserollout.telemetry;

import dev.phaserollout.api.PhaseRollout;

/**
 * Where events go. An implementation hands them on and returns at once: it is called on the thread
 * that reconciles. It may drop events when there are too many, and it is called by several threads.
 */
@FunctionalInterface
public interface EventSink {

  /**
   * Takes an event to be written; {@link EventManifest} says in which form.
   *
   * @param regarding the rollout as the API server has stored it
   */
  void publish(PhaseRollout regarding, RolloutEvent event);
}
