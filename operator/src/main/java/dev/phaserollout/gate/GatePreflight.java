package dev.phaserollout.gate;

import dev.phaserollout.api.BurnRateWindow;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.HttpSource;
import dev.phaserollout.api.PrometheusSource;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.engine.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be told to be wrong with a gate before anything is measured: conditions, selectors,
 * paths, and where the operator's configuration is known, providers. Whether a query is PromQL is
 * for Prometheus to say.
 */
public final class GatePreflight {

  private final GateConditions conditions;

  /** A preflight that reads conditions with these. */
  public GatePreflight(GateConditions conditions) {
    this.conditions = conditions;
  }

  /**
   * Everything that is wrong with a gate in itself.
   *
   * @param field path of the gate, such as {@code spec.phases[0].gates[1]}
   */
  public List<Problem> check(String field, Gate gate) {
    List<Problem> problems = new ArrayList<>();
    condition(field + ".successCondition", gate.successCondition(), problems);
    condition(field + ".failureCondition", gate.failureCondition(), problems);
    SloSource slo = gate.slo();
    if (slo != null) {
      SloIndicator.read(slo).unfit().map(unfit -> selector(field, unfit)).ifPresent(problems::add);
      windows(field + ".slo.windows", slo, problems);
    }
    HttpSource http = gate.http();
    if (http != null) {
      JsonPath.read(http.jsonPath())
          .fault()
          .map(fault -> path(field + ".http.jsonPath", http.jsonPath(), fault))
          .ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  /** Everything that is wrong with what a gate asks of the operator's configuration. */
  public List<Problem> check(String field, Gate gate, Providers providers) {
    List<Problem> problems = new ArrayList<>();
    PrometheusSource prometheus = gate.prometheus();
    SloSource slo = gate.slo();
    HttpSource http = gate.http();
    if (prometheus != null) {
      provider(
          providers.find(
              field + ".prometheus.provider", prometheus.provider(), ProviderType.PROMETHEUS),
          problems);
    }
    if (slo != null) {
      provider(
          providers.find(field + ".slo.provider", slo.provider(), ProviderType.PROMETHEUS),
          problems);
    }
    if (http != null) {
      provider(
          providers.find(field + ".http.provider", http.provider(), ProviderType.HTTP), problems);
    }
    return List.copyOf(problems);
  }

  private static void provider(Providers.Lookup lookup, List<Problem> problems) {
    lookup.problem().ifPresent(problems::add);
  }

  private void condition(String field, @Nullable String text, List<Problem> problems) {
    Optional<Fault> fault = text == null ? Optional.empty() : conditions.check(text);
    if (text != null && fault.isPresent()) {
      problems.add(
          Problem.of(
              field, text, "a CEL expression that gives true or false", mend("it ", fault.get())));
    }
  }

  private static void windows(String field, SloSource slo, List<Problem> problems) {
    for (int i = 0; i < slo.windows().size(); i++) {
      BurnRateWindow window = slo.windows().get(i);
      Optional<Duration> over = TimeSpan.parse(window.longWindow());
      Optional<Duration> within = TimeSpan.parse(window.shortWindow());
      if (over.isPresent() && within.isPresent() && within.get().compareTo(over.get()) >= 0) {
        problems.add(
            Problem.of(
                field + "[" + i + "].short",
                window.shortWindow(),
                "less than the long window, " + window.longWindow(),
                "write a twelfth of it, as is usual"));
      }
    }
  }

  private static Problem selector(String field, SloIndicator.Unfit unfit) {
    return Problem.of(
        field + ".slo" + (unfit.field().isEmpty() ? "" : "." + unfit.field()),
        unfit.value(),
        "a plain series selector such as http_requests_total{job=\"checkout\"}",
        mend("it ", unfit.fault()));
  }

  private static Problem path(String field, String text, Fault fault) {
    return Problem.of(
        field, text, "a path to one value, such as $.report.coverage", mend("it ", fault));
  }

  private static String mend(String subject, Fault fault) {
    return fault.column() > 0
        ? "at character " + fault.column() + ": " + fault.message()
        : subject + fault.message();
  }
}
