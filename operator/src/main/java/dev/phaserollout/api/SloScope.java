package dev.phaserollout.api;

/** Whether burn rates look at the phase alone or at the whole life of the service. */
public enum SloScope {
  Phase,
  Service
}
