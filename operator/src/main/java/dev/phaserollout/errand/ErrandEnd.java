package dev.phaserollout.errand;

/** How an errand ended. */
public sealed interface ErrandEnd permits ErrandResult, ErrandFailure {

  /** The same for people. */
  String message();
}
