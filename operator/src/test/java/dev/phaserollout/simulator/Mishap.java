package dev.phaserollout.simulator;

/**
 * What goes wrong in one pass; at most one thing does.
 *
 * @param effect the effect that it strikes, from 0
 */
record Mishap(Kind kind, int effect) {

  enum Kind {
    NONE,
    CRASH_BEFORE_WRITE,
    WRITE_FAILS,
    WRITE_ANSWER_LOST,
    CRASH_AT_EFFECT,
    EFFECT_FAILS,
    EFFECT_ANSWER_LOST,
    LATE_FROM_EFFECT
  }

  static Mishap drawn(Dice dice, Faults faults) {
    int effect = dice.chance(0.6) ? 0 : dice.between(1, 3);
    boolean early = dice.chance(0.3);
    boolean answerLost = dice.chance(0.5);
    if (dice.chance(faults.crash())) {
      return new Mishap(early ? Kind.CRASH_BEFORE_WRITE : Kind.CRASH_AT_EFFECT, effect);
    }
    if (dice.chance(faults.writeFault())) {
      return new Mishap(answerLost ? Kind.WRITE_ANSWER_LOST : Kind.WRITE_FAILS, 0);
    }
    if (dice.chance(faults.effectFault())) {
      return new Mishap(answerLost ? Kind.EFFECT_ANSWER_LOST : Kind.EFFECT_FAILS, effect);
    }
    if (dice.chance(faults.lateEffects())) {
      return new Mishap(Kind.LATE_FROM_EFFECT, effect);
    }
    return new Mishap(Kind.NONE, 0);
  }

  boolean strikes(Kind what, int nth) {
    return kind == what && effect == nth;
  }

  /** The process is gone. */
  @SuppressWarnings("serial")
  static final class Crash extends RuntimeException {
    Crash() {
      super("the controller crashed", null, false, false);
    }
  }

  /** A request failed, or its answer did; the process lives on and will try again. */
  @SuppressWarnings("serial")
  static final class RequestFailed extends RuntimeException {
    RequestFailed() {
      super("a request failed", null, false, false);
    }
  }
}
