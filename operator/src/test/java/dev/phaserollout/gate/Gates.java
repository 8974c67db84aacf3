package dev.phaserollout.gate;

import dev.phaserollout.api.ErrorBudget;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.HttpSource;
import dev.phaserollout.api.LatencyIndicator;
import dev.phaserollout.api.OutputSource;
import dev.phaserollout.api.PrometheusSource;
import dev.phaserollout.api.RatioIndicator;
import dev.phaserollout.api.Reduce;
import dev.phaserollout.api.ResourceSource;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Expressions.Scope;
import dev.phaserollout.engine.MeasurementRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gates with one source each, and requests to measure them, for tests. */
public final class Gates {

  /** Outputs that every request knows. */
  public static final Scope SCOPE =
      new Scope(Map.of(), "v1", Map.of("deploy", Map.of("coverage", "97.2", "colour", "green")));

  private Gates() {}

  /** A gate on coverage of step deploy, with these conditions. */
  public static Gate conditions(@Nullable String success, @Nullable String failure) {
    return gate(null, null, new OutputSource("deploy", "coverage"), null, null, success, failure);
  }

  /** A gate on an output of the step that it belongs to. */
  public static Gate output(String name, String success) {
    return gate(null, null, new OutputSource(null, name), null, null, success, null);
  }

  /** A gate on a query to the default provider. */
  public static Gate query(String query, String success) {
    return query(query, null, success);
  }

  /** A gate on a query whose series are reduced. */
  public static Gate query(String query, @Nullable Reduce reduce, String success) {
    return gate(new PrometheusSource(null, query, reduce), null, null, null, null, success, null);
  }

  /** A gate on a query to a provider. */
  public static Gate queryTo(String provider, String query, String success) {
    return gate(new PrometheusSource(provider, query, null), null, null, null, null, success, null);
  }

  /** A gate on a service level objective. */
  public static Gate slo(SloSource slo) {
    return gate(null, slo, null, null, null, null, null);
  }

  /** A gate on a Kubernetes object. */
  public static Gate resource(String apiVersion, String kind, String name) {
    return gate(null, null, null, new ResourceSource(apiVersion, kind, name), null, null, null);
  }

  /** A gate on a value of a JSON answer. */
  public static Gate http(String provider, String path, String jsonPath, String success) {
    return gate(null, null, null, null, new HttpSource(provider, path, jsonPath), success, null);
  }

  /** An objective on the ratio of two counters, with windows and all else by default. */
  public static SloSource ratio(String objective, String errors, String total) {
    return new SloSource(
        null, objective, new RatioIndicator(errors, total), null, List.of(), null, null, null);
  }

  /** An objective on latency, with windows and all else by default. */
  public static SloSource latency(String objective, String success, String total) {
    return new SloSource(
        null, objective, null, new LatencyIndicator(success, total), List.of(), null, null, null);
  }

  /** The same objective, asked of a provider. */
  public static SloSource of(String provider, SloSource slo) {
    return new SloSource(
        provider,
        slo.objective(),
        slo.ratio(),
        slo.latency(),
        slo.windows(),
        slo.scope(),
        slo.minimumEvents(),
        slo.errorBudget());
  }

  /** The same objective, inconclusive below a number of events. */
  public static SloSource minimumEvents(SloSource slo, int events) {
    return new SloSource(
        slo.provider(),
        slo.objective(),
        slo.ratio(),
        slo.latency(),
        slo.windows(),
        slo.scope(),
        events,
        slo.errorBudget());
  }

  /** The same objective, with a budget to be left. */
  public static SloSource budget(SloSource slo, String window, String minimumRemaining) {
    return new SloSource(
        slo.provider(),
        slo.objective(),
        slo.ratio(),
        slo.latency(),
        slo.windows(),
        slo.scope(),
        slo.minimumEvents(),
        new ErrorBudget(window, minimumRemaining));
  }

  /** A request to measure a gate of step deploy now, in a phase that began a while ago. */
  public static MeasurementRequest request(Gate gate, int sequence, Instant now, Duration age) {
    return new MeasurementRequest(
        new MeasurementRequest.Key("uid-1", 1, "staging/deploy/gates/" + gate.name(), sequence),
        "shop",
        gate,
        Optional.of("deploy"),
        SCOPE,
        Optional.of(now.minus(age)),
        now);
  }

  private static Gate gate(
      @Nullable PrometheusSource prometheus,
      @Nullable SloSource slo,
      @Nullable OutputSource output,
      @Nullable ResourceSource resource,
      @Nullable HttpSource http,
      @Nullable String success,
      @Nullable String failure) {
    return new Gate(
        "gate",
        prometheus,
        slo,
        output,
        null,
        resource,
        http,
        null,
        null,
        null,
        null,
        null,
        success,
        failure,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
