package dev.phaserollout.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Whether and where spans are sent, as the standard {@code OTEL_*} variables say it. Without them
 * nothing is made and nothing is sent. Spans leave in the background, in batches; what cannot be
 * sent is dropped.
 */
final class TraceSetup implements AutoCloseable {

  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
  private static final String TRACES_PROTOCOL = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL";
  private static final String HTTP = "http/protobuf";
  private static final String SCOPE = "dev.phaserollout";
  private static final String SERVICE_NAME = "service.name=";
  private static final Pattern COMMA = Pattern.compile(",");
  private static final long FLUSH_SECONDS = 5;

  private final OpenTelemetrySdk sdk;
  private final RolloutSpans spans;

  private TraceSetup(OpenTelemetrySdk sdk, DerivedIds ids) {
    this.sdk = sdk;
    this.spans = new RolloutSpans(sdk.getTracer(SCOPE), ids);
  }

  /**
   * Empty when the environment asks for no traces.
   *
   * @throws IllegalArgumentException when it asks for something that this program cannot do, or in
   *     a form that cannot be read
   */
  static Optional<TraceSetup> of(Map<String, String> environment) {
    if (!asked(environment)) {
      return Optional.empty();
    }
    for (String variable : new String[] {TRACES_PROTOCOL, PROTOCOL}) {
      String protocol = environment.getOrDefault(variable, HTTP);
      if (!protocol.isEmpty() && !protocol.equals(HTTP)) {
        throw unknown(variable, protocol, HTTP, "send to the collector's HTTP port, often 4318");
      }
    }
    DerivedIds ids = new DerivedIds();
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesCustomizer(found -> properties(environment))
              .addTracerProviderCustomizer((provider, found) -> provider.setIdGenerator(ids))
              .build()
              .getOpenTelemetrySdk();
      return Optional.of(new TraceSetup(sdk, ids));
    } catch (RuntimeException refused) {
      throw new IllegalArgumentException(
          "the OTEL_* variables cannot be used as they are: " + refused.getMessage(), refused);
    }
  }

  private static boolean asked(Map<String, String> environment) {
    if ("true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"))) {
      return false;
    }
    String exporter = environment.getOrDefault(EXPORTER, "");
    return switch (exporter) {
      case "otlp" -> true;
      case "none" -> false;
      case "" ->
          !environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "").isEmpty()
              || !environment.getOrDefault("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "").isEmpty();
      default -> throw unknown(EXPORTER, exporter, "otlp or none", "set it to one of them");
    };
  }

  private static IllegalArgumentException unknown(
      String variable, String value, String expected, String mend) {
    return new IllegalArgumentException(
        variable + ": found '" + value + "', expected " + expected + "; " + mend);
  }

  /** The variables in the SDK's own form; whatever else the process was given does not count. */
  private static Map<String, String> properties(Map<String, String> environment) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("otel.service.name", serviceName(environment));
    properties.put("otel.exporter.otlp.protocol", HTTP);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_") && !value.isEmpty()) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    properties.put("otel.traces.exporter", "otlp");
    // Metrics are scraped and logs are collected; neither is pushed.
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    return properties;
  }

  private static String serviceName(Map<String, String> environment) {
    return COMMA
        .splitAsStream(environment.getOrDefault("OTEL_RESOURCE_ATTRIBUTES", ""))
        .map(String::strip)
        .filter(attribute -> attribute.startsWith(SERVICE_NAME))
        .map(attribute -> attribute.substring(SERVICE_NAME.length()))
        .findFirst()
        .orElse("phaserollout-operator");
  }

  RolloutSpans spans() {
    return spans;
  }

  /** Sends what is left, for some seconds at most. */
  @Override
  public void close() {
    sdk.getSdkTracerProvider().forceFlush().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    sdk.getSdkTracerProvider().shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
