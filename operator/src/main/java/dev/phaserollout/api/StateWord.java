package dev.phaserollout.api;

/**
 * The words that this version writes as the {@code state} of a phase or step. The set is
 * open-ended: a newer version may write others, so nothing is to fail over a word that is not here.
 */
public final class StateWord {

  /** Nothing of it has begun. */
  public static final String PENDING = "Pending";

  /** A pause whose time runs. */
  public static final String WAITING = "Waiting";

  /** Its Job was asked for. */
  public static final String STARTING = "Starting";

  /** It is at work. */
  public static final String RUNNING = "Running";

  /** Its Job is being taken away. */
  public static final String CANCELLING = "Cancelling";

  /** Its last attempt failed; another one follows. */
  public static final String RETRYING = "Retrying";

  /** What it does is done; gates measure whether it is good. */
  public static final String MEASURING = "Measuring";

  /** A person has to decide or to do something. */
  public static final String AWAITING_ANSWER = "AwaitingAnswer";

  /** Done. */
  public static final String SUCCEEDED = "Succeeded";

  /** Done without having run, because its condition said so. */
  public static final String SKIPPED = "Skipped";

  /** The spec has it no longer, but what it did in an earlier run still stands. */
  public static final String REMOVED = "Removed";

  private StateWord() {}
}
