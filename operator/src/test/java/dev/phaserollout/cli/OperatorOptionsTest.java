package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.job.AgentImage;
import dev.phaserollout.job.PodSecurity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of the operator: where they come from, what holds without them, what is refused. */
class OperatorOptionsTest {

  private static final OperatorOptions BARE = options();

  @Test
  void without_any_option_it_watches_all_namespaces_alone() {
    assertThat(BARE.namespaces(List.of())).isEmpty();
    assertThat(BARE.lease(false, null, null)).isEmpty();
    assertThat(BARE.port(null)).isEqualTo(8080);
    assertThat(BARE.threads(null)).isEqualTo(32);
    assertThat(BARE.podSecurity(null)).isEqualTo(PodSecurity.DEFAULT);
  }

  @Test
  void the_environment_stands_in_for_the_command_line_and_the_command_line_wins() {
    OperatorOptions options = options("PHASEROLLOUT_PORT", "9000", "PHASEROLLOUT_THREADS", "4");
    assertThat(options.port(null)).isEqualTo(9000);
    assertThat(options.port("9001")).isEqualTo(9001);
    assertThat(options.threads(null)).isEqualTo(4);
  }

  @Test
  void a_variable_of_blanks_is_none_so_that_a_chart_can_leave_it_empty() {
    OperatorOptions options =
        options(
            "PHASEROLLOUT_PORT", " ",
            "PHASEROLLOUT_POD_SECURITY_CONTEXT", "",
            "PHASEROLLOUT_LEADER_ELECTION", "",
            "PHASEROLLOUT_NAMESPACES", " , ");
    assertThat(options.port(null)).isEqualTo(8080);
    assertThat(options.podSecurity(null)).isEqualTo(PodSecurity.DEFAULT);
    assertThat(options.lease(false, null, null)).isEmpty();
    assertThat(options.namespaces(List.of())).isEmpty();
  }

  @Test
  void namespaces_are_named_once_each_or_with_commas_between() {
    OperatorOptions options = options("PHASEROLLOUT_NAMESPACES", "shop, payments,,shop");
    assertThat(options.namespaces(List.of())).containsExactly("payments", "shop");
    assertThat(options.namespaces(List.of("a", " b "))).containsExactly("a", "b");
  }

  @Test
  void a_lease_is_where_the_operator_runs_unless_it_is_said_otherwise() {
    OperatorOptions options = options("HOSTNAME", "operator-7d9f");
    assertThat(options.lease(true, null, null).orElseThrow())
        .satisfies(
            lease -> {
              assertThat(lease.namespace()).isEqualTo("ops");
              assertThat(lease.name()).isEqualTo("phaserollout-operator");
              assertThat(lease.identity())
                  .isEqualTo("operator-7d9f_" + ProcessHandle.current().pid());
            });
    assertThat(options.lease(true, "mine", "there").orElseThrow())
        .satisfies(
            lease -> {
              assertThat(lease.namespace()).isEqualTo("there");
              assertThat(lease.name()).isEqualTo("mine");
            });
  }

  @ParameterizedTest
  @CsvSource({"true, true", "' true ', true", "false, false"})
  void the_environment_can_ask_for_a_lease(String value, boolean wanted) {
    assertThat(options("PHASEROLLOUT_LEADER_ELECTION", value).lease(false, null, null).isPresent())
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", "on"})
  void a_lease_that_is_asked_for_in_other_words_is_not_left_out_in_silence(String value) {
    assertThatThrownBy(
            () -> options("PHASEROLLOUT_LEADER_ELECTION", value).lease(false, null, null))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "--leader-election (PHASEROLLOUT_LEADER_ELECTION): found '"
                + value
                + "', expected true or false; write one, or leave it out for false");
  }

  @Test
  void pods_get_the_users_that_are_asked_for_or_none() {
    assertThat(BARE.podSecurity("{\"runAsUser\":1000}").context())
        .isEqualTo(Map.of("runAsUser", 1000));
    assertThat(options("PHASEROLLOUT_POD_SECURITY_CONTEXT", "{}").podSecurity(null).context())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "8080.5", "99999999999"})
  void a_port_that_is_none_is_refused_with_what_would_be_one(String port) {
    assertThatThrownBy(() -> BARE.port(port))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.exit()).isEqualTo(Exit.USAGE))
        .hasMessage(
            "--port (PHASEROLLOUT_PORT): found '"
                + port
                + "', expected a number from 0 to 65535; write one, or leave the option out for"
                + " 8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "many"})
  void a_number_of_threads_that_cannot_be_is_refused(String threads) {
    assertThatThrownBy(() -> options("PHASEROLLOUT_THREADS", threads).threads(null))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "--threads (PHASEROLLOUT_THREADS): found '"
                + threads
                + "', expected a number from 1 to 1000; write one, or leave the option out for"
                + " 32");
  }

  @Test
  void the_bounds_themselves_are_taken() {
    assertThat(List.of(BARE.port("0"), BARE.port("65535"))).containsExactly(0, 65535);
    assertThat(List.of(BARE.threads("1"), BARE.threads("1000"))).containsExactly(1, 1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"runAsUser: 1000", "[]", "null", "1000", "{\"runAsUser\":null}", "{} {}", "{"})
  void a_security_context_that_is_no_object_is_refused_with_an_example(String json) {
    assertThatThrownBy(() -> BARE.podSecurity(json))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "--pod-security-context (PHASEROLLOUT_POD_SECURITY_CONTEXT): found '"
                + json
                + "', expected a JSON object such as {\"runAsUser\":1000}, {} for none; write the"
                + " fields of a pod's securityContext");
  }

  @Test
  void the_agent_is_the_image_of_this_version_unless_it_is_said_otherwise() {
    assertThat(BARE.agent(null, null, null))
        .isEqualTo(
            new AgentImage(
                "localhost/phaserollout:" + Version.current(), Optional.empty(), Map.of()));
    OperatorOptions options =
        options(
            "PHASEROLLOUT_AGENT_IMAGE", "registry.example/phaserollout:1",
            "PHASEROLLOUT_AGENT_PULL_POLICY", "Always",
            "PHASEROLLOUT_AGENT_RESOURCES", "{\"limits\":{\"memory\":\"1Gi\"}}");
    assertThat(options.agent(null, null, null))
        .isEqualTo(
            new AgentImage(
                "registry.example/phaserollout:1",
                Optional.of("Always"),
                Map.of("limits", Map.of("memory", "1Gi"))));
    assertThat(options.agent("mine:2", "Never", "{}"))
        .isEqualTo(new AgentImage("mine:2", Optional.of("Never"), Map.of()));
  }

  @Test
  void a_pull_policy_that_is_none_is_refused_with_those_that_are() {
    assertThatThrownBy(() -> BARE.agent(null, "never", null))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "--agent-pull-policy (PHASEROLLOUT_AGENT_PULL_POLICY): found 'never', expected Always,"
                + " IfNotPresent, Never; write one, or leave it out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"512Mi", "[]", "null", "{\"limits\":null}", "{"})
  void resources_of_the_agent_that_are_no_object_are_refused_with_an_example(String json) {
    assertThatThrownBy(() -> BARE.agent(null, null, json))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("found '" + json + "', expected a JSON object such as {\"limits\":");
  }

  private static OperatorOptions options(String... env) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < env.length; i += 2) {
      variables.put(env[i], env[i + 1]);
    }
    return new OperatorOptions(variables, "ops");
  }
}
