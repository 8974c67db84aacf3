package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.BurnRateWindow;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatePreflightTest {

  private static final Providers PROVIDERS =
      ProviderFile.parse(
              """
              providers:
                - {name: main, type: prometheus, address: 'http://p'}
                - {name: reports, type: http, address: 'http://r'}
              """)
          .providers();

  private final GatePreflight preflight = new GatePreflight(new GateConditions());

  @Test
  void a_gate_that_is_in_order_has_no_problem() {
    for (Gate gate :
        List.of(
            Gates.query("up", "result > 0.0"),
            Gates.slo(Gates.ratio("99.9", "e", "t")),
            Gates.output("coverage", "result >= 98.0"),
            Gates.http("reports", "/v1", "$.a", "result == 'x'"))) {
      assertThat(preflight.check("g", gate)).isEmpty();
      assertThat(preflight.check("g", gate, PROVIDERS)).isEmpty();
    }
  }

  @Test
  void conditions_selectors_and_paths_are_told_with_their_place() {
    assertThat(texts(preflight.check("g", Gates.query("up", "result >"))))
        .containsExactly(
            "g.successCondition: found 'result >', expected a CEL expression that gives true or"
                + " false; at character 9: ends too early");
    assertThat(texts(preflight.check("g", Gates.slo(Gates.ratio("99.9", "e", "sum(t)")))))
        .containsExactly(
            "g.slo.ratio.total: found 'sum(t)', expected a plain series selector such as"
                + " http_requests_total{job=\"checkout\"}; at character 4: is more than a"
                + " selector; write only a name and {…}");
    assertThat(texts(preflight.check("g", Gates.http("reports", "/v1", "a", "true"))))
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("g.http.jsonPath: found 'a'"));
  }

  @Test
  void a_short_window_that_is_not_shorter_than_its_long_one_is_told() {
    SloSource slo =
        new SloSource(
            null,
            "99.9",
            Gates.ratio("99.9", "e", "t").ratio(),
            null,
            List.of(new BurnRateWindow("1h", "5m", "2"), new BurnRateWindow("5m", "1h", "2")),
            null,
            null,
            null);

    assertThat(texts(preflight.check("g", Gates.slo(slo))))
        .containsExactly(
            "g.slo.windows[1].short: found '1h', expected less than the long window, 5m; write a"
                + " twelfth of it, as is usual");
  }

  @Test
  void a_provider_that_is_not_configured_is_told_with_the_nearest_one() {
    assertThat(texts(preflight.check("g", Gates.queryTo("mian", "up", "true"), PROVIDERS)))
        .singleElement()
        .satisfies(
            text ->
                assertThat(text)
                    .startsWith("g.prometheus.provider: found 'mian'")
                    .endsWith("did you mean 'main'?"));
    assertThat(texts(preflight.check("g", Gates.http("main", "/v1", "$.a", "true"), PROVIDERS)))
        .singleElement()
        .satisfies(text -> assertThat(text).contains("there are reports"));
  }

  @Test
  void the_query_of_a_gate_can_be_shown() {
    Optional<Duration> age = Optional.of(Duration.ofMinutes(2));

    assertThat(GateQuery.of(Gates.query("up", "true"), age)).contains("up");
    assertThat(GateQuery.of(Gates.slo(Gates.ratio("99", "e", "t")), age))
        .hasValueSatisfying(text -> assertThat(text).contains("increase(e[2m])"));
    assertThat(GateQuery.of(Gates.output("x", "true"), age)).isEmpty();
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(Problem::text).toList();
  }
}
