package dev.phaserollout.controller;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where an operator tells about itself and its rollouts.
 *
 * @param registry takes what is measured
 * @param metricsPage what {@code /metrics} shows, in Prometheus' text format
 * @param environment where the {@code OTEL_*} variables are looked up
 * @param instance which process tells, such as the name of its pod
 */
public record Outlets(
    MeterRegistry registry,
    Supplier<String> metricsPage,
    Map<String, String> environment,
    String instance) {}
