package dev.phaserollout.controller;

/** Where everything that an operator tells about itself and its rollouts goes. */
public interface OperatorTelemetry extends StatusListener, ControllerMeters {

  /** The metrics page. */
  String metrics();

  String metricsType();
}
