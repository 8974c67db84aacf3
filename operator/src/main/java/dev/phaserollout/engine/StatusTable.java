package dev.phaserollout.engine;

import java.util.function.Predicate;

/**
 * The situations that a rollout can be in, and what each shows to kstatus (design section 5). The
 * first row that holds wins. {@code ON} conditions are present, {@code __} ones are absent.
 */
enum StatusTable {
  //            Ready        Reconciling   Stalled
  REFUSED(/*  */ Ready.FALSE, Shown.__, Shown.ON, StatusFacts::specRefused),
  ROLLBACK_HALTED(/**/ Ready.FALSE, Shown.__, Shown.ON, StatusFacts::rollbackHalted),
  SUCCEEDED(/**/ Ready.TRUE, Shown.__, Shown.__, StatusFacts::succeeded),
  ENDED_BADLY(/**/ Ready.FALSE, Shown.__, Shown.ON, StatusFacts::ended),
  NOT_READY(/**/ Ready.FALSE, Shown.ON, Shown.__, StatusFacts::surroundingsNotReady),
  SUSPENDED(/**/ Ready.FALSE, Shown.ON, Shown.__, StatusFacts::heldBySuspension),
  HELD(/*      */ Ready.FALSE, Shown.ON, Shown.__, StatusFacts::heldBack),
  PREFLIGHT(/**/ Ready.FALSE, Shown.ON, Shown.__, StatusFacts::notBegun),
  AWAITING(/* */ Ready.FALSE, Shown.ON, Shown.__, StatusFacts::awaiting),
  ROLLING_BACK(/**/ Ready.FALSE, Shown.ON, Shown.__, StatusFacts::rollingBack),
  ENDING(/*   */ Ready.FALSE, Shown.ON, Shown.__, StatusFacts::ending),
  UNDER_WAY(/**/ Ready.FALSE, Shown.ON, Shown.__, facts -> true);

  /** The status of the condition {@code Ready}. */
  enum Ready {
    TRUE("True"),
    FALSE("False");

    private final String word;

    Ready(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Whether a condition is present; one that is present is True. */
  enum Shown {
    ON,
    __
  }

  private final Ready ready;
  private final Shown reconciling;
  private final Shown stalled;

  // Each is a reference to a method of the facts, which has no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Predicate<StatusFacts> holds;

  StatusTable(Ready ready, Shown reconciling, Shown stalled, Predicate<StatusFacts> holds) {
    this.ready = ready;
    this.reconciling = reconciling;
    this.stalled = stalled;
    this.holds = holds;
  }

  static StatusTable of(StatusFacts facts) {
    for (StatusTable row : values()) {
      if (row.holds.test(facts)) {
        return row;
      }
    }
    throw new IllegalStateException("the last row always holds");
  }

  Ready ready() {
    return ready;
  }

  boolean reconciling() {
    return reconciling == Shown.ON;
  }

  boolean stalled() {
    return stalled == Shown.ON;
  }
}
