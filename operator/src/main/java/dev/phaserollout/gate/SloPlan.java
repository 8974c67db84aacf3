package dev.phaserollout.gate;

import dev.phaserollout.api.BurnRateWindow;
import dev.phaserollout.api.ErrorBudget;
import dev.phaserollout.api.SloScope;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.TimeSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a service level objective asks of which windows.
 *
 * <p>Multiwindow, multi-burn-rate, as in "Alerting on SLOs", chapter 5 of the Google SRE Workbook,
 * with the parameters that it recommends for pages: 2 % of a budget of 30 days within 1 h is a burn
 * rate of 14.4, 5 % within 6 h one of 6, and a short window is a twelfth of its long one. There it
 * pages a person and looks back whole windows. A gate judges what is being released, so windows
 * reach back no further than the phase, unless the source says {@code scope: Service}: events from
 * before would hide the new ones.
 *
 * @param allowed the share of events that may be bad: 0.001 for an objective of 99.9
 * @param objective in percent, as the user wrote it
 * @param minimumEvents events that the long window of a pair must hold to say anything
 */
record SloPlan(
    String objective,
    double allowed,
    List<Pair> pairs,
    double minimumEvents,
    Optional<Budget> budget) {

  /**
   * A pair of windows, as they are looked at.
   *
   * @param factor how many times faster than allowed both must burn for the gate to fail
   */
  record Pair(Duration longWindow, Duration shortWindow, double factor) {}

  /**
   * The budget of a whole window, of which a share must be left.
   *
   * @param minimumRemaining from 0 to 1
   */
  record Budget(Duration window, double minimumRemaining) {}

  /** The shortest window that is asked for; within less there is no increase to be seen. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final List<BurnRateWindow> DEFAULT_WINDOWS =
      List.of(new BurnRateWindow("1h", "5m", "14.4"), new BurnRateWindow("6h", "30m", "6"));

  private static final Duration DEFAULT_BUDGET_WINDOW = Duration.ofDays(30);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * The plan of a source that the schema has let through.
   *
   * @param age how long ago the phase began; empty where it has not, and windows are taken whole
   */
  static SloPlan of(SloSource slo, Optional<Duration> age) {
    Optional<Duration> longest = slo.scope() == SloScope.Service ? Optional.empty() : age;
    List<BurnRateWindow> windows = slo.windows().isEmpty() ? DEFAULT_WINDOWS : slo.windows();
    int minimumEvents = slo.minimumEvents() == null ? 0 : slo.minimumEvents();
    return new SloPlan(
        slo.objective(),
        HUNDRED.subtract(new BigDecimal(slo.objective())).movePointLeft(2).doubleValue(),
        windows.stream().map(window -> pair(window, longest)).toList(),
        minimumEvents,
        Optional.ofNullable(slo.errorBudget()).map(SloPlan::budget));
  }

  private static Pair pair(BurnRateWindow window, Optional<Duration> longest) {
    return new Pair(
        clamped(TimeSpan.of(window.longWindow()), longest),
        clamped(TimeSpan.of(window.shortWindow()), longest),
        Double.parseDouble(window.factor()));
  }

  private static Duration clamped(Duration window, Optional<Duration> longest) {
    Duration whole = longest.map(limit -> limit.truncatedTo(ChronoUnit.SECONDS)).orElse(window);
    Duration least = whole.compareTo(SHORTEST) < 0 ? SHORTEST : whole;
    return least.compareTo(window) < 0 ? least : window;
  }

  private static Budget budget(ErrorBudget budget) {
    String percent = budget.minimumRemaining();
    return new Budget(
        Optional.ofNullable(budget.window()).map(TimeSpan::of).orElse(DEFAULT_BUDGET_WINDOW),
        new BigDecimal(percent.substring(0, percent.length() - 1)).movePointLeft(2).doubleValue());
  }

  /** Every window once, shortest first. */
  SortedSet<Duration> windows() {
    SortedSet<Duration> windows = new TreeSet<>();
    for (Pair pair : pairs) {
      windows.add(pair.longWindow());
      windows.add(pair.shortWindow());
    }
    budget.ifPresent(some -> windows.add(some.window()));
    return windows;
  }
}
