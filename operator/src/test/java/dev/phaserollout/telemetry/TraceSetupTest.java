package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.between;
import static dev.phaserollout.telemetry.Statuses.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.phaserollout.api.TraceContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TraceSetupTest {

  private static final String TALLY = "attempt: 1, startedAt: \"2026-03-02T09:00:10Z\"";

  /** A collector that takes OTLP over HTTP and keeps what it was sent. */
  private static final class Collector implements AutoCloseable {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Collector() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            boolean packed =
                "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            bodies.add(HexFormat.of().formatHex(packed ? unpacked(sent) : sent));
            requests.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        return in.readAllBytes();
      }
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void spans_arrive_at_a_collector_when_telemetry_is_closed() throws IOException {
    TraceContext run = TraceContext.parse(Statuses.TRACEPARENT).orElseThrow();
    try (Collector collector = new Collector()) {
      Map<String, String> environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              collector.address(),
              "OTEL_EXPORTER_OTLP_COMPRESSION",
              "gzip",
              "OTEL_RESOURCE_ATTRIBUTES",
              "deployment.environment.name=test");
      try (TraceSetup setup = TraceSetup.of(environment).orElseThrow()) {
        between(
                step("state: Starting, attemptStartedAt: \"2026-03-02T09:00:10Z\", " + TALLY),
                step("state: Succeeded, completedAt: \"2026-03-02T09:00:20Z\", " + TALLY))
            .forEach(happening -> setup.spans().tell("shop", "checkout", happening));
      }
      assertThat(collector.requests)
          .containsOnly("POST /v1/traces application/x-protobuf")
          .isNotEmpty();
      assertThat(String.join("", collector.bodies))
          .contains(
              run.traceId(),
              run.attempt("a", "s", 1).spanId(),
              run.step("a", "s").spanId(),
              hex("step s"),
              hex("phaserollout-operator"),
              hex("deployment.environment.name"));
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                       | false
          OTEL_SERVICE_NAME=x                          | false
          OTEL_TRACES_EXPORTER=none                    | false
          OTEL_TRACES_EXPORTER=otlp                    | true
          OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318    | true
          OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c:4318/v1/traces | true
          OTEL_EXPORTER_OTLP_ENDPOINT=                 | false
          OTEL_TRACES_EXPORTER=none OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318 | false
          OTEL_TRACES_EXPORTER=otlp OTEL_SDK_DISABLED=true | false
          """)
  void traces_are_made_only_when_they_are_asked_for(String environment, boolean asked) {
    assertThat(asked(environment == null ? "" : environment)).isEqualTo(asked);
  }

  private static boolean asked(String environment) {
    return TraceSetup.of(variables(environment))
        .map(
            setup -> {
              setup.close();
              return true;
            })
        .orElse(false);
  }

  private static Map<String, String> variables(String environment) {
    return environment
        .lines()
        .flatMap(line -> Arrays.stream(line.split(" ")))
        .filter(word -> !word.isEmpty())
        .collect(
            Collectors.toMap(
                word -> word.substring(0, word.indexOf('=')),
                word -> word.substring(word.indexOf('=') + 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_EXPORTER, zipkin",
    "OTEL_EXPORTER_OTLP_PROTOCOL, grpc",
    "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL, http/json",
  })
  void what_cannot_be_done_is_refused_by_the_name_of_its_variable(String variable, String value) {
    Map<String, String> environment = new TreeMap<>(Map.of("OTEL_TRACES_EXPORTER", "otlp"));
    environment.put(variable, value);
    assertThatThrownBy(() -> TraceSetup.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable + ": found '" + value + "', expected ");
  }

  @Test
  void what_the_library_cannot_read_is_passed_on_in_its_words() {
    Map<String, String> environment =
        Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_TIMEOUT", "soon");
    assertThatThrownBy(() -> TraceSetup.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("otel.exporter.otlp.timeout");
  }
}
