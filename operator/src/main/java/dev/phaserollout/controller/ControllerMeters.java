package dev.phaserollout.controller;

import java.time.Duration;
import java.util.function.Supplier;

/** What is measured of the controller itself; what a rollout does is measured by its status. */
public interface ControllerMeters {

  /** Runs one look at a rollout and measures how long it takes. */
  <T> T reconcile(Supplier<T> look);

  /** How long the Job controller took from a Job to its pod. */
  void podCreated(Duration after);

  /** A look ended in a fault and is repeated. */
  void reconcileFailed();
}
