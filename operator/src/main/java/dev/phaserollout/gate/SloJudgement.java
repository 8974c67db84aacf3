package dev.phaserollout.gate;

import dev.phaserollout.engine.TimeSpan;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.gate.SloPlan.Budget;
import dev.phaserollout.gate.SloPlan.Pair;
import dev.phaserollout.gate.SourceAnswer.Judged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the events of the windows to a verdict. A pair fails the gate when both of its windows burn
 * faster than its factor: the long one makes it certain, the short one ends it soon after the
 * errors end (SRE Workbook, chapter 5). What fails wins over what is not known, and what is not
 * known over what is good.
 */
final class SloJudgement {

  private final SloPlan plan;
  private final Map<Duration, WindowEvents> events;
  private final Retention retention;
  private final List<String> failed = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> good = new ArrayList<>();
  private Optional<Reading> nearest = Optional.empty();

  /** The burn rate of a pair, and how near to its limit that is. */
  private record Reading(double burn, double factor) {
    double share() {
      return burn / factor;
    }

    String text() {
      return "burn rate " + NumberText.of(burn) + " of " + NumberText.of(factor);
    }
  }

  private SloJudgement(SloPlan plan, Map<Duration, WindowEvents> events, Retention retention) {
    this.plan = plan;
    this.events = events;
    this.retention = retention;
  }

  /**
   * Judges.
   *
   * @param events of the windows of the plan that anything is known of
   * @param retention how far back what is known reaches
   */
  static Judged of(SloPlan plan, Map<Duration, WindowEvents> events, Retention retention) {
    SloJudgement judgement = new SloJudgement(plan, events, retention);
    plan.pairs().forEach(judgement::judge);
    plan.budget().ifPresent(judgement::judge);
    return judgement.verdict();
  }

  private Judged verdict() {
    String value = nearest.map(Reading::text).orElse("");
    if (!failed.isEmpty()) {
      return new Judged(Verdict.FAIL, value, text(failed));
    }
    return unknown.isEmpty()
        ? new Judged(Verdict.PASS, value, text(good))
        : new Judged(Verdict.INCONCLUSIVE, value, text(unknown));
  }

  private String text(List<String> reasons) {
    return "objective " + plan.objective() + " %: " + String.join("; ", reasons);
  }

  private void judge(Pair pair) {
    Optional<WindowEvents> overLong = known(pair.longWindow(), plan.minimumEvents());
    Optional<WindowEvents> overShort = known(pair.shortWindow(), 0);
    if (overLong.isEmpty() || overShort.isEmpty()) {
      return;
    }
    double slow = overLong.get().burnRate(plan.allowed());
    double quick = overShort.get().burnRate(plan.allowed());
    Reading reading = new Reading(Math.min(slow, quick), pair.factor());
    if (nearest.filter(known -> known.share() >= reading.share()).isEmpty()) {
      nearest = Optional.of(reading);
    }
    boolean fails = slow > pair.factor() && quick > pair.factor();
    (fails ? failed : good)
        .add(
            "burns "
                + NumberText.of(slow)
                + " times as fast as allowed over "
                + TimeSpan.text(pair.longWindow())
                + " and "
                + NumberText.of(quick)
                + " times over "
                + TimeSpan.text(pair.shortWindow())
                + ", "
                + (fails ? "both above " : "fails when both are above ")
                + NumberText.of(pair.factor())
                + " ("
                + overLong.get().text()
                + ", "
                + overShort.get().text()
                + ")");
  }

  private void judge(Budget budget) {
    Optional<WindowEvents> over = known(budget.window(), plan.minimumEvents());
    if (over.isEmpty()) {
      return;
    }
    double left = 1 - over.get().burnRate(plan.allowed());
    boolean fails = left < budget.minimumRemaining();
    (fails ? failed : good)
        .add(
            percent(left)
                + " of the error budget of "
                + TimeSpan.text(budget.window())
                + " is left, needed "
                + percent(budget.minimumRemaining())
                + " ("
                + over.get().text()
                + ")");
  }

  /** The events of a window; where they say nothing, that is noted. */
  private Optional<WindowEvents> known(Duration window, double minimum) {
    Optional<WindowEvents> known = Optional.ofNullable(events.get(window));
    String text = TimeSpan.text(window);
    Optional<String> cutOff = retention.against(window);
    if (cutOff.isPresent()) {
      note(cutOff.get());
    } else if (known.isEmpty()) {
      note("no data over " + text + ": the selectors match no series with two samples in it");
    } else if (!known.get().any()) {
      note("no events over " + text);
    } else if (known.get().total() < minimum) {
      note(
          NumberText.of(known.get().total())
              + " events over "
              + text
              + ", needed "
              + NumberText.of(minimum));
    } else {
      return known;
    }
    return Optional.empty();
  }

  private void note(String reason) {
    if (!unknown.contains(reason)) {
      unknown.add(reason);
    }
  }

  private static String percent(double share) {
    return NumberText.of(share * 100) + " %";
  }
}
