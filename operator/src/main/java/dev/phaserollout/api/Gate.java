package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Repeated measurements until a verdict, taken from exactly one source. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Gate(
    String name,
    @Nullable PrometheusSource prometheus,
    @Nullable SloSource slo,
    @Nullable OutputSource output,
    @Nullable JobSource job,
    @Nullable ResourceSource resource,
    @Nullable HttpSource http,
    @Nullable String initialDelay,
    @Nullable String interval,
    @Nullable Integer count,
    @Nullable String duration,
    @Nullable String timeout,
    @Nullable String successCondition,
    @Nullable String failureCondition,
    @Nullable Integer failureLimit,
    @Nullable Integer inconclusiveLimit,
    @Nullable Integer consecutiveErrorLimit,
    @Nullable Integer consecutiveSuccessLimit,
    @Nullable Boolean dryRun,
    @Nullable Boolean duringRollback,
    @Nullable OnInconclusive onInconclusive,
    @Nullable OnError onError) {}
