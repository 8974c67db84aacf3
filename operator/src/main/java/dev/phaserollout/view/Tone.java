package dev.phaserollout.view;

/** What a piece of text means, for whoever may use colours. */
public enum Tone {
  PLAIN,
  /** The name of the whole. */
  TITLE,
  /** Of less weight than the rest. */
  FAINT,
  GOOD,
  BAD,
  /** Under way. */
  BUSY,
  /** Needs attention, but nothing is lost. */
  WARNING
}
