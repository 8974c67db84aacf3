package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.Parameter;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Problem;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRulesTest {

  @Test
  void all_that_cannot_be_meant_is_named_at_once_in_the_order_of_the_file() {
    PhaseRolloutSpec spec =
        spec(
            """
            stepDefaults:
              template: {spec: {nodeSelector: {gpu: "yes"}}}
              securityContext: {runAsUser: 1000}
              env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: git, key: token}}}]
            phases:
              - name: build
                steps:
                  - {name: a, run: {image: busybox}}
                  - name: b
                    run:
                      command: [make]
                      workingDir: /workspace
                      envFrom: [{configMapRef: {name: settings}}]
                    template: {spec: {}}
                gates: [{name: g, job: {run: {image: busybox}, template: {spec: {}}}}]
            finally:
              - {name: c, run: {command: [make], workingDir: ../elsewhere}}
            """);
    assertThat(LocalRules.judge(spec, EnvFile.NONE).problems())
        .extracting(Problem::field)
        .containsExactly(
            "spec.stepDefaults.env[0].valueFrom",
            "spec.stepDefaults.template",
            "spec.stepDefaults.securityContext",
            "spec.phases[0].steps[0].run.command",
            "spec.phases[0].steps[1].run.envFrom[0]",
            "spec.phases[0].steps[1].run.workingDir",
            "spec.phases[0].steps[1].template",
            "spec.phases[0].gates[0].job.run.command",
            "spec.phases[0].gates[0].job.template",
            "spec.finally[0].run.workingDir");
  }

  @Test
  void an_approval_that_wants_a_proven_identity_is_refused_where_nobody_can_prove_one() {
    String phases =
        "phases: [{name: p, approval: {requireVerifiedIdentity: %s}, steps: [{name: s, wait: {duration: 1s}}]}]";
    assertThat(LocalRules.judge(spec(phases.replace("%s", "true")), EnvFile.NONE).problems())
        .extracting(Problem::field)
        .containsExactly("spec.phases[0].approval.requireVerifiedIdentity");
    assertThat(LocalRules.judge(spec(phases.replace("%s", "false")), EnvFile.NONE).problems())
        .isEmpty();
  }

  @Test
  void what_needs_other_rollouts_is_refused_by_name_and_windows_are_not() {
    PhaseRolloutSpec spec =
        spec(
            """
            dependsOn: [{name: platform}]
            concurrencyGroup: payments
            windows: [{schedule: "0 9 * * *", duration: 8h}]
            phases: [{name: a, steps: [{name: s, run: {command: [make]}}]}]
            """);
    assertThat(LocalRules.judge(spec, EnvFile.NONE).problems())
        .extracting(Problem::text)
        .containsExactly(
            "spec.dependsOn: found 'platform', expected no other rollouts: a local run knows of none"
                + " but itself; take it away for local runs, or run this rollout on a cluster",
            "spec.concurrencyGroup: found 'payments', expected no group: a local run knows of no"
                + " other rollout that could be in it; take it away for local runs, or run this"
                + " rollout on a cluster");
  }

  @Test
  void what_has_no_meaning_on_a_host_is_named_and_goes_without() {
    LocalRules.Verdict verdict =
        LocalRules.judge(
            spec(
                """
                stepDefaults: {image: busybox, serviceAccountName: releaser}
                phases:
                  - name: build
                    steps: [{name: a, run: {command: [make], resources: {limits: {cpu: "1"}}}}]
                """),
            EnvFile.NONE);
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.ignored()).containsExactly("image", "resources", "serviceAccountName");
  }

  @Test
  void an_env_file_stands_in_for_secrets_by_the_name_of_the_variable() {
    PhaseRolloutSpec spec =
        spec(
            """
            phases:
              - name: build
                steps:
                  - name: a
                    run:
                      command: [make]
                      env:
                        - {name: TOKEN, valueFrom: {secretKeyRef: {name: git, key: token}}}
                        - {name: URL, valueFrom: {configMapKeyRef: {name: git, key: url}}}
                        - {name: EXTRA, valueFrom: {secretKeyRef: {name: x, key: y, optional: true}}}
            """);
    assertThat(LocalRules.judge(spec, new EnvFile(Map.of("TOKEN", "t"))).problems())
        .extracting(Problem::text)
        .containsExactly(
            "spec.phases[0].steps[0].run.env[1].valueFrom: found 'ConfigMap git, key url', expected"
                + " a value that is known here: Secrets and ConfigMaps live on the cluster; give it"
                + " in a file with --env-file, as a line URL=…");
  }

  @Test
  void parameters_and_release_of_the_command_line_win_over_the_file() {
    PhaseRolloutSpec spec =
        spec("release: {version: v1}\nparameters: [{name: a, value: x}, {name: b}]");
    PhaseRolloutSpec over = LocalOverrides.parse(List.of("b=1=2"), Optional.of("v2")).over(spec);
    assertThat(over.parameters())
        .containsExactly(new Parameter("a", "x"), new Parameter("b", "1=2"));
    assertThat(over.release().version()).isEqualTo("v2");
  }

  @Test
  void an_unknown_parameter_is_answered_with_the_known_ones() {
    PhaseRolloutSpec spec = spec("parameters: [{name: region}, {name: tier}]");
    LocalOverrides overrides = LocalOverrides.parse(List.of("regoin=eu"), Optional.empty());
    assertThatThrownBy(() -> overrides.over(spec))
        .hasMessage(
            "--param: found 'regoin', expected one of the rollout's parameters: region, tier; mend"
                + " the name, or add the parameter to spec.parameters");
  }

  @Test
  void a_malformed_parameter_is_answered_with_the_form() {
    assertThatThrownBy(() -> LocalOverrides.parse(List.of("region", "=x"), Optional.of(" ")))
        .isInstanceOfSatisfying(
            LocalRefusal.class, refused -> assertThat(refused.problems()).hasSize(3));
  }

  @Test
  void an_env_file_is_taken_as_it_is_and_its_faults_are_named_without_values(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("env"), "# note\n\nA=b=c \nB=\"q\"\n");
    assertThat(EnvFile.read(file).values())
        .containsExactly(Map.entry("A", "b=c "), Map.entry("B", "\"q\""));
    Files.writeString(file, "A=1\nsecret value\n9A=x\n");
    assertThatThrownBy(() -> EnvFile.read(file))
        .isInstanceOfSatisfying(
            LocalRefusal.class,
            refused -> {
              assertThat(refused.problems()).hasSize(2);
              assertThat(refused.getMessage())
                  .contains("line 2", "line 3")
                  .doesNotContain("secret");
            });
  }

  @Test
  void references_in_commands_are_expanded_as_the_kubelet_does() {
    Map<String, String> known = Map.of("A", "1$", "B", "2");
    assertThat(VariableReferences.expand("$(A)-$(B)-$(C)-$$(A)-$A-$", known))
        .isEqualTo("1$-2-$(C)-$(A)-$A-$");
  }

  private static PhaseRolloutSpec spec(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, PhaseRolloutSpec.class);
  }
}
