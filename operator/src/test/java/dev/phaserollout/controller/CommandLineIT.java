package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.cli.Cli;
import dev.phaserollout.cli.Exit;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.controlplane.User;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The verbs for rollouts on a cluster, called as people call them. */
@ControlPlane
@ExtendWith(PodClusterExtension.class)
class CommandLineIT {

  private static final String QUICK =
      """
      stepDefaults: {image: IMAGE, template: {spec: {terminationGracePeriodSeconds: 1}}}
      phases:
        - name: staging
          steps:
            - name: deploy
              run: {command: [sh, -c, 'exit 0']}
              rollback: {run: {command: [sh, -c, 'exit 0']}}
      """;

  private static final String APPROVED =
      QUICK
          + """
              - name: production
                approval: {required: 1}
                steps: [{name: release, run: {command: [sh, -c, 'exit 0']}}]
            """;

  private static final String FAILING =
      QUICK.replaceFirst("exit 0", "echo yes")
          + """
              - name: production
                steps: [{name: release, run: {command: [sh, -c, 'echo no; exit 3']}}]
            rollback: {onFailure: None}
            """;

  private static final String JUDGED =
      """
      stepDefaults: {image: IMAGE}
      phases:
        - name: staging
          entryGates: [{name: ready, job: {run: {command: [sh, -c, 'echo before']}}}]
          steps:
            - name: deploy
              run: {command: [sh, -c, 'exit 0']}
              gates: [{name: tests, job: {run: {command: [sh, -c, 'echo green']}}}]
          gates:
            - name: smoke
              interval: 1s
              count: 2
              job: {run: {command: [sh, -c, 'echo after $PHASEROLLOUT_ATTEMPT']}}
      """;

  private record Said(Exit exit, String out, String err) {}

  private final RunningControlPlane controlPlane;
  private final PodCluster cluster;
  private Workplace place;

  CommandLineIT(RunningControlPlane controlPlane, PodCluster cluster) {
    this.controlPlane = controlPlane;
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "command-line");
  }

  @AfterEach
  void close() {
    place.close();
  }

  private Said call(String... words) {
    return callAs(User.ADMIN, words);
  }

  private Said callAs(User user, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-n", place.namespace()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Exit exit =
        Cli.run(
            all.toArray(String[]::new),
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("KUBECONFIG", controlPlane.kubeconfig(user).toString(), "LANG", "C.UTF-8"),
            Clock.systemUTC());
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_rollout_is_awaited_listed_drawn_and_remembered() {
    assertThat(call("get").err()).contains("no rollouts in namespace " + place.namespace());
    place.apply("shop", QUICK + "release: {version: v1}\n");
    Said ended = call("status", "shop", "--wait=80s");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(Exit.SUCCEEDED);
    assertThat(ended.out()).isEqualTo("shop: Succeeded: all 1 phase done, 1 step\n");
    assertThat(call("get").out().lines().toList())
        .anySatisfy(
            line -> assertThat(line).matches("shop +Succeeded +- +- +1 +v1 +all 1 phase.*"));
    assertThat(call("get", "shop").out())
        .contains("shop  run 1, release v1  Succeeded", "✔ staging", "✔ deploy");
    assertThat(call("history", "shop").out()).containsPattern("1 +v1 +Succeeded");
    assertThat(call("get", "shop", "-w").exit()).isEqualTo(Exit.SUCCEEDED);
  }

  @Test
  void a_question_is_answered_in_the_name_of_the_caller_and_for_what_is_asked() {
    place.apply("shop", APPROVED);
    Said asks = call("status", "shop", "--wait=80s");
    assertThat(asks.exit()).as(asks.err()).isEqualTo(Exit.WAITING);
    Said wrong = call("approve", "shop", "staging");
    assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
    assertThat(wrong.err())
        .contains("found no open question 'staging'; it asks production (Approve, Reject)");
    assertThat(call("answer", "shop", "production", "Skip").err())
        .contains("question 'production': found Skip, expected one of Approve, Reject");
    Said given = call("approve", "shop", "production", "--comment", "report read");
    assertThat(given.exit()).as(given.err()).isEqualTo(Exit.SUCCEEDED);
    assertThat(given.out()).contains("Approve by admin to production of run 1");
    place.await("shop", status -> status.questions().isEmpty());
    assertThat(call("get", "shop", "-w").exit()).isEqualTo(Exit.SUCCEEDED);
    assertThat(
            place
                .client()
                .resources(PhaseApproval.class)
                .inNamespace(place.namespace())
                .list()
                .getItems())
        .extracting(answer -> answer.getSpec().comment())
        .containsExactly("report read");
    assertThat(call("history", "shop").out()).contains("production: Approve by admin");
  }

  @Test
  void commands_name_the_newest_run_and_are_waited_for() {
    place.apply("shop", QUICK);
    assertThat(call("status", "shop", "--wait=80s").exit()).isEqualTo(Exit.SUCCEEDED);
    assertThat(call("rollback", "shop").out()).contains("rollback of run 1 asked for");
    Said undone = call("status", "shop", "--wait=80s");
    assertThat(undone.exit()).isEqualTo(Exit.FAILED);
    assertThat(undone.out()).contains("shop: RolledBack: ", "1 of 1 step compensated");
    assertThat(call("rerun", "shop").exit()).isEqualTo(Exit.SUCCEEDED);
    assertThat(call("status", "shop", "--wait=80s").exit()).isEqualTo(Exit.SUCCEEDED);
    assertThat(call("suspend", "shop").out()).contains("shop: suspended");
    place.await("shop", status -> "Succeeded".equals(status.state()));
    assertThat(place.rollout("shop").get().getSpec().suspend()).isTrue();
    assertThat(call("resume", "shop").out()).contains("shop: resumed");
    assertThat(place.rollout("shop").get().getSpec().suspend()).isFalse();
  }

  @Test
  void a_plan_of_a_rollout_shows_what_stands_and_what_a_retry_would_run() {
    place.apply("shop", FAILING);
    assertThat(call("status", "shop", "--wait=80s").exit()).isEqualTo(Exit.FAILED);
    Said plan = call("plan", "shop");
    assertThat(plan.exit()).as(plan.err()).isEqualTo(Exit.SUCCEEDED);
    assertThat(plan.out())
        .startsWith("after 'phaserollout retry shop':\nshop: run 2\n")
        .containsPattern("deploy +reused from run 1")
        .containsPattern("1 +release +runs: ")
        .doesNotContain("in this order");
    assertThat(call("plan", "shop", "--rerun").out())
        .startsWith("after 'phaserollout rerun shop':")
        .containsPattern("1 +deploy +runs: ");
    place.edit("shop", "{\"spec\":{\"rollback\":{\"onFailure\":\"Automatic\"}}}");
    assertThat(call("status", "shop", "--wait=80s").exit()).isEqualTo(Exit.FAILED);
    assertThat(call("plan", "shop", "--output", "json").out())
        .contains("\"rollout\" : \"shop\"", "\"run\" : 3");
  }

  @Test
  void logs_are_those_of_the_newest_attempts_with_the_step_that_each_line_is_of() {
    place.apply("shop", FAILING);
    Said followed = call("logs", "shop", "-f");
    assertThat(followed.exit()).as(followed.err()).isEqualTo(Exit.FAILED);
    assertThat(followed.out()).contains("production/release | no\n");
    Said all = call("logs", "shop");
    assertThat(all.exit()).as(all.err()).isEqualTo(Exit.SUCCEEDED);
    assertThat(all.out()).isEqualTo("staging/deploy | yes\nproduction/release | no\n");
    assertThat(call("logs", "shop", "production/release").out()).isEqualTo("no\n");
    Said wrong = call("logs", "shop", "relase");
    assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
    assertThat(wrong.err()).contains("STEP: found 'relase', expected one of deploy, release");
    Said other = call("logs", "shop", "deploy", "--container", "checkout");
    assertThat(other.exit()).isEqualTo(Exit.FAILED);
    assertThat(other.err()).contains("found no container 'checkout', expected one of step");
    place.pods("shop").forEach(pod -> place.client().resource(pod).delete());
    Said gone = call("logs", "shop", "deploy");
    assertThat(gone.exit()).isEqualTo(Exit.FAILED);
    assertThat(gone.err()).isEqualTo("staging/deploy: its pod is gone, and its log with it\n");
  }

  @Test
  void logs_of_a_gate_that_a_job_measures_are_those_of_its_newest_measurement() {
    place.apply("shop", JUDGED);
    Said followed = call("logs", "shop", "-f");
    assertThat(followed.exit()).as(followed.err()).isEqualTo(Exit.SUCCEEDED);
    assertThat(followed.out())
        .contains(
            "gate ready of staging | before\n",
            "gate tests of staging/deploy | green\n",
            "gate smoke of staging | after 1\n",
            "gate smoke of staging #2 | after 2\n");
    assertThat(call("logs", "shop").out())
        .isEqualTo(
            """
            gate ready of staging | before
            gate tests of staging/deploy | green
            gate smoke of staging #2 | after 2
            """);
    assertThat(call("logs", "shop", "deploy").out())
        .isEqualTo("gate tests of staging/deploy | green\n");
  }

  @Test
  void a_run_is_aborted_and_its_end_is_told_line_by_line() {
    place.apply("shop", QUICK.replaceFirst("exit 0", "sleep 60"));
    place.awaitRunningPod("shop", "deploy");
    assertThat(call("abort", "shop").out()).contains("abort of run 1 asked for");
    Said watched = call("get", "shop", "-w");
    assertThat(watched.exit()).isEqualTo(Exit.FAILED);
    assertThat(watched.out()).contains("run 1 Aborted");
  }

  @Test
  void what_is_not_there_and_what_the_api_server_refuses_is_said_in_a_line() {
    Said missing = call("status", "nothing");
    assertThat(missing.exit()).isEqualTo(Exit.USAGE);
    assertThat(missing.err())
        .contains("found no rollout 'nothing' in namespace '" + place.namespace() + "'")
        .doesNotContain("\tat ");
    place.apply("shop", QUICK);
    Said refused = callAs(User.BOB, "abort", "shop");
    assertThat(refused.exit()).isEqualTo(Exit.FAILED);
    assertThat(refused.err())
        .contains("the API server refuses it: ", "User \"bob\" cannot get resource");
    Said late = call("status", "shop", "--wait=soon");
    assertThat(late.exit()).isEqualTo(Exit.USAGE);
    assertThat(call("get", "--context", "elsewhere").err())
        .contains("--context: found 'elsewhere', expected one of admin");
  }
}
