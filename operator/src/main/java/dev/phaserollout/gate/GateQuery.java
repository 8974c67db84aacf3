package dev.phaserollout.gate;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.PrometheusSource;
import dev.phaserollout.api.SloSource;
import java.time.Duration;
import java.util.Optional;

/** What a gate asks a Prometheus for, to be shown to people and tried out by them. */
public final class GateQuery {

  private GateQuery() {}

  /**
   * The PromQL of a gate; empty where it asks no Prometheus, or its selectors cannot be read.
   *
   * @param age how long ago the phase began, which shortens windows; empty for whole ones
   */
  public static Optional<String> of(Gate gate, Optional<Duration> age) {
    PrometheusSource prometheus = gate.prometheus();
    SloSource slo = gate.slo();
    if (prometheus != null) {
      return Optional.of(prometheus.query());
    }
    return slo == null
        ? Optional.empty()
        : SloIndicator.read(slo)
            .indicator()
            .map(indicator -> SloQuery.text(indicator, SloPlan.of(slo, age)));
  }
}
