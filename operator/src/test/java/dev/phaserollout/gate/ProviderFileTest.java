package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Problem;
import dev.phaserollout.gate.Provider.Auth;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderFileTest {

  private static final String TWO =
      """
      default: main
      providers:
        - name: main
          type: prometheus
          address: https://prometheus.monitoring:9090/prom
          caFile: /etc/p/ca.crt
          bearerTokenFile: /etc/p/token
          timeout: 3s
          concurrency: 7
          retention: 9600h
        - name: reports
          type: http
          address: http://reports
          usernameFile: /etc/p/user
          passwordFile: /etc/p/password
      """;

  @Test
  void a_provider_is_read_with_all_its_fields() {
    ProviderFile.Reading reading = ProviderFile.parse(TWO);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.providers().all())
        .containsExactly(
            new Provider(
                "main",
                ProviderType.PROMETHEUS,
                URI.create("https://prometheus.monitoring:9090/prom"),
                Optional.of(Path.of("/etc/p/ca.crt")),
                new Auth.Bearer(Path.of("/etc/p/token")),
                Duration.ofSeconds(3),
                7,
                Optional.of(Duration.ofHours(9600))),
            new Provider(
                "reports",
                ProviderType.HTTP,
                URI.create("http://reports"),
                Optional.empty(),
                new Auth.Basic(Path.of("/etc/p/user"), Path.of("/etc/p/password")),
                Duration.ofSeconds(10),
                20,
                Optional.empty()));
  }

  @Test
  void an_empty_file_has_no_provider() {
    assertThat(ProviderFile.parse("").providers().all()).isEmpty();
    assertThat(ProviderFile.parse("providers: []").problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: Main           | providers[0].name        | found 'Main', expected a name",
        "type: promtheus      | providers[0].type        | expected prometheus or http",
        "retention: 400d      | providers[0].retention   | write how long it keeps samples in hours",
        "retention: 0s        | providers[0].retention   | found '0s', expected a duration",
        "address: prometheus  | providers[0].address     | expected http:// or https://",
        "address: ftp://x     | providers[0].address     | write it as https://",
        "address: http://x/?a | providers[0].address     | a host, and perhaps a port and a path",
        "timeout: 10 seconds  | providers[0].timeout     | expected a duration",
        "timeout: 6m          | providers[0].timeout     | at most 5m",
        "timeout: 0s          | providers[0].timeout     | expected a duration",
        "concurrency: 0       | providers[0].concurrency | a whole number from 1 to 1000",
        "concurrency: 1001    | providers[0].concurrency | a whole number from 1 to 1000",
        "caFile: ca.crt       | providers[0].caFile      | the absolute path of a file",
        "usernameFile: /u     | providers[0].passwordFile | set both or none",
        "bearerTokFile: /a    | providers[0].bearerTokFile | did you mean 'bearerTokenFile'?",
        "insecure: true       | providers[0].insecure    | take it away",
        "timeout: [1]         | providers[0].timeout     | expected one value",
      })
  void what_is_wrong_is_told_with_field_value_expectation_and_remedy(
      String line, String field, String says) {
    String name = line.substring(0, line.indexOf(':'));
    StringBuilder yaml = new StringBuilder("providers:\n  - " + line + "\n");
    for (String other : List.of("name: main", "type: prometheus", "address: http://p")) {
      if (!other.startsWith(name + ":")) {
        yaml.append("    " + other + "\n");
      }
    }

    List<Problem> problems = ProviderFile.parse(yaml.toString()).problems();

    assertThat(problems).extracting(Problem::field).containsExactly(field);
    assertThat(problems.get(0).text()).contains(says);
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_and_what_is_right_can_be_used() {
    ProviderFile.Reading reading =
        ProviderFile.parse(
            TWO + "  - {name: main, type: http, address: http://x}\n  - {}\n  - text\nfoo: 1\n");

    assertThat(reading.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder(
            "providers[2].name",
            "providers[3].name",
            "providers[3].type",
            "providers[3].address",
            "providers[4]",
            "foo");
    assertThat(reading.providers().all()).hasSize(2);
  }

  @Test
  void a_password_in_an_address_is_refused_without_being_shown() {
    assertThat(
            ProviderFile.parse(
                    "providers: [{name: a, type: http, address: 'http://me:s3cret@host'}]")
                .problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).doesNotContain("s3cret"));
  }

  @Test
  void a_file_that_is_no_yaml_or_is_not_there_is_a_problem() {
    assertThat(ProviderFile.parse("a: [").problems()).hasSize(1);
    assertThat(ProviderFile.parse("- a").problems()).hasSize(1);
    assertThat(ProviderFile.read(Path.of("/no/such/file")).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("/no/such/file"));
  }

  @Test
  void a_default_that_does_not_exist_names_the_nearest_that_does() {
    assertThat(ProviderFile.parse(TWO.replace("default: main", "default: mian")).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("did you mean 'main'?"));
  }

  @Test
  void an_unknown_provider_names_the_nearest_or_all_that_are_there() {
    Providers providers = ProviderFile.parse(TWO).providers();

    assertThat(problem(providers, "mian", ProviderType.PROMETHEUS))
        .isEqualTo(
            "slo.provider: found 'mian', expected the name of a provider in the operator's"
                + " configuration; did you mean 'main'?");
    assertThat(problem(providers, "elsewhere", ProviderType.PROMETHEUS))
        .endsWith("; there are main");
    assertThat(problem(providers, "reports", ProviderType.PROMETHEUS))
        .contains("a provider of type prometheus, and this one is http");
    assertThat(problem(Providers.none(), null, ProviderType.PROMETHEUS))
        .contains("names no default");
  }

  @Test
  void the_only_prometheus_is_the_default_and_of_two_none_is() {
    String one = TWO.replace("default: main\n", "");
    String two = one + "  - {name: other, type: prometheus, address: http://o}\n";

    assertThat(find(ProviderFile.parse(one).providers())).contains("main");
    assertThat(find(ProviderFile.parse(two).providers())).isEmpty();
    assertThat(find(ProviderFile.parse("default: other\n" + two).providers())).contains("other");
  }

  private static Optional<String> find(Providers providers) {
    return providers.find("f", null, ProviderType.PROMETHEUS).provider().map(Provider::name);
  }

  private static String problem(Providers providers, String name, ProviderType type) {
    return providers.find("slo.provider", name, type).problem().orElseThrow().text();
  }
}
