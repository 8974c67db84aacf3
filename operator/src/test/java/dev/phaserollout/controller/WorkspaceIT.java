package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts that work with Git on a cluster: pods with the agent, and a real Git server. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkspaceIT {

  @TempDir Path folder;

  private final PodCluster cluster;
  private final Turnstile turnstile = new Turnstile();
  private Workplace place;
  private Repository repository;

  WorkspaceIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() throws IOException {
    place = Workplace.withoutOperator(cluster, "workspace").providers(turnstile.providers());
    place.startOperator();
    repository = Repository.in(folder, place);
  }

  @AfterEach
  void close() {
    place.close();
    repository.close();
    turnstile.close();
  }

  @Test
  void a_release_goes_from_its_base_over_commits_to_its_tag() {
    String base = repository.project().head();
    repository.apply(
        "shop",
        """
        standards: [{intent: runbook, path: docs/operations/runbook.md}]
        phases:
          - name: build
            steps:
              - name: write
                run: {command: [sh, -c, 'cat $STANDARD_RUNBOOK && echo a > docs/a.md && echo x > src/not.txt']}
                deliverables: [{path: 'docs/*.md', contains: a, maxAge: Run}]
                commit: {paths: [docs], message: 'docs: a'}
              - name: read
                run: {command: [sh, -c, 'test $(cat docs/a.md) = a && test ! -e src/not.txt && printf ''{"coverage":"99"}'' > $PHASEROLLOUT_OUTPUTS']}
                outputs: [{name: coverage}]
          - name: ship
            steps:
              - name: ship
                run: {command: [sh, -c, 'echo b > src/b.txt; printf ''{"coverage":"99"}'' > $PHASEROLLOUT_OUTPUTS']}
                outputs: [{name: coverage}]
                commit: {paths: [src], message: 'feat: b'}
                gates: [{name: coverage, output: {name: coverage}, successCondition: 'result >= 98.0'}]
        completion: {tag: v1.0.0, checkpointFile: CHECKPOINT.txt, progressFile: PROGRESS.md}
        """);
    PhaseRolloutStatus ended = place.awaitState("shop", "Succeeded");
    assertThat(repository.commits()).hasSize(3).startsWith("docs: a", "feat: b");
    assertThat(repository.project().file("docs/a.md")).isEqualTo("a");
    assertThat(repository.project().file("CHECKPOINT.txt")).contains("v1.0.0", "Succeeded");
    assertThat(repository.project().file("PROGRESS.md")).contains("v1.0.0");
    assertThat(repository.project().server().run("rev-parse", "v1.0.0^{commit}"))
        .isEqualTo(repository.project().head())
        .isEqualTo(ended.run().git().complete().commit());
    assertThat(ended.run().baseCommit()).isEqualTo(base);
    assertThat(Workplace.step(ended, "write").commit())
        .isEqualTo(repository.project().server().run("rev-parse", "main~2"));
    assertThat(Workplace.step(ended, "ship").commit())
        .isEqualTo(repository.project().server().run("rev-parse", "main~1"));
    assertThat(repository.project().refs()).doesNotContain("refs/phaserollout/");
  }

  @Test
  void a_job_that_is_a_gate_looks_at_the_commit_that_it_judges() {
    repository.apply(
        "shop",
        """
        phases:
          - name: build
            steps:
              - name: write
                run: {command: [sh, -c, 'echo b > src/b.txt']}
                commit: {paths: [src], message: 'feat: b'}
                gates: [{name: b, job: {run: {command: [grep, -q, b, src/b.txt]}}}]
              - name: spoil
                run: {command: [sh, -c, 'echo c > src/b.txt']}
                commit: {paths: [src], message: 'feat: c'}
                gates: [{name: b, job: {run: {command: [grep, -q, b, src/b.txt]}}}]
        """);
    PhaseRolloutStatus ended = place.awaitState("shop", "RolledBack");
    assertThat(ended.message()).contains("gate build/spoil/gates/b: its Job: ", "exit code 1");
    assertThat(repository.commits()).contains("feat: b").doesNotContain("feat: c");
  }

  @Test
  void a_foreign_push_while_the_gates_measure_has_the_commit_judged_again_on_the_new_ground()
      throws IOException {
    repository.apply(
        "shop",
        """
        phases:
          - name: ship
            steps:
              - name: ship
                run: {command: [sh, -c, 'echo b > src/b.txt']}
                commit: {paths: [src], message: 'feat: b'}
                gates: [GATE]
        """
            .replace("GATE", Turnstile.GATE));
    await().atMost(Workplace.SOON).until(() -> turnstile.asked() == 1);
    repository.project().push("docs/anna.md", "foreign\n");
    turnstile.letOneThrough();
    await().atMost(Workplace.SOON).until(() -> turnstile.asked() == 2);
    assertThat(repository.commits()).containsExactly("Anna changes docs/anna.md");
    turnstile.letOneThrough();
    place.awaitState("shop", "Succeeded");
    assertThat(repository.commits()).containsExactly("Anna changes docs/anna.md", "feat: b");
    assertThat(turnstile.asked()).isEqualTo(2);
  }

  @Test
  void everything_that_a_step_should_have_left_and_did_not_is_named() {
    repository.apply(
        "shop",
        """
        rollback: {onFailure: None}
        phases:
          - name: write
            steps:
              - name: write
                run: {command: [sh, -c, 'echo a > docs/a.md']}
                deliverables: [{path: CHANGES.md}, {path: 'docs/*.txt', minimum: 2}]
                commit: {paths: [docs], message: 'docs: a'}
        """);
    StepStatus write = Workplace.step(place.awaitState("shop", "Failed"), "write");
    assertThat(write.reason()).isEqualTo("DeliverablesMissing");
    assertThat(write.message()).contains("CHANGES.md", "docs/*.txt");
    assertThat(repository.commits()).isEmpty();
  }

  @Test
  void a_workspace_that_is_not_ready_is_refused_before_the_first_step() {
    String steps = "phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]\n";
    repository.project().server().run("tag", "v1.0.0", "main");
    repository.apply("standard", "standards: [{intent: security, path: docs/appsec.md}]\n" + steps);
    repository.apply("tag", "completion: {tag: v1.0.0}\n" + steps);
    place.apply(
        "origin",
        ("workspace: {git: {url: 'URL', branch: main, expectedRemote: 'https://git.example/shop.git',"
                    + " credentialsSecretRef: {name: git-credentials}}}\n"
                    + "stepDefaults: {image: IMAGE}\n")
                .replace("URL", repository.url())
            + steps);
    assertThat(place.awaitState("standard", "Failed").message()).contains("docs/appsec.md");
    assertThat(place.awaitState("tag", "Failed").message()).contains("v1.0.0");
    assertThat(place.awaitState("origin", "Failed").message())
        .contains("https://git.example/shop.git");
    for (String name : new String[] {"standard", "tag", "origin"}) {
      assertThat(place.jobs(name))
          .extracting(job -> JobIdentity.label(job, JobIdentity.ROLE))
          .containsOnly("git");
    }
  }

  @Test
  void a_secret_that_is_missing_is_named_within_seconds_and_waited_for() {
    repository.deleteSecret();
    repository.apply(
        "shop", "phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]\n");
    place.await(
        "shop",
        status ->
            status.message() != null
                && status.message().contains("secret \"git-credentials\" not found"));
    repository.createSecret();
    place.awaitState("shop", "Succeeded");
  }

  @Test
  void what_a_person_has_to_leave_is_looked_for_after_the_answer_and_asked_for_again()
      throws IOException {
    repository.apply(
        "shop",
        """
        phases:
          - name: write
            steps:
              - name: write
                manual: {instructions: Write CHANGES.md}
                deliverables: [{path: CHANGES.md, contains: v1.0.0}]
        """);
    PhaseRollout asking = place.await("shop", status -> !status.questions().isEmpty());
    String first = asking.getStatus().questions().get(0).digest();
    place.answer(asking, ApprovalDecision.Approve);
    PhaseRollout again =
        place.await(
            "shop",
            status ->
                !status.questions().isEmpty() && !status.questions().get(0).digest().equals(first));
    assertThat(again.getStatus().questions().get(0).text()).contains("CHANGES.md");
    repository.project().push("CHANGES.md", "v1.0.0: everything\n");
    place.answer(again, ApprovalDecision.Approve);
    place.awaitState("shop", "Succeeded");
    assertThat(repository.commits()).containsExactly("Anna changes CHANGES.md");
  }

  @Test
  void a_rollback_takes_back_what_the_run_has_committed_in_one_commit() {
    repository.apply(
        "shop",
        """
        rollback: {onFailure: Automatic}
        phases:
          - name: build
            steps:
              - name: write
                run: {command: [sh, -c, 'echo a > docs/a.md']}
                commit: {paths: [docs], message: 'docs: a'}
                rollback: {run: {command: [sh, -c, 'test $(cat docs/a.md) = a']}}
              - name: more
                run: {command: [sh, -c, 'echo b > src/b.txt']}
                commit: {paths: [src], message: 'feat: b'}
          - name: ship
            steps: [{name: ship, run: {command: [sh, -c, 'exit 3']}}]
        """);
    PhaseRolloutStatus ended = place.awaitState("shop", "RolledBack");
    assertThat(repository.commits()).hasSize(3).startsWith("docs: a", "feat: b");
    assertThat(repository.project().server().run("diff", "--stat", "main~3", "main")).isEmpty();
    assertThat(ended.run().git().revert().commit()).isEqualTo(repository.project().head());
  }

  @Test
  void what_reaches_for_the_credentials_is_refused_before_anything_starts() {
    repository.apply(
        "shop",
        """
        phases:
          - name: a
            steps:
              - name: s
                run: {command: [sh, -c, 'exit 0']}
                template:
                  spec:
                    shareProcessNamespace: true
              - name: t
                run:
                  command: [sh, -c, 'exit 0']
                  env: [{name: A, valueFrom: {secretKeyRef: {name: git-credentials, key: password}}}]
        """);
    PhaseRolloutStatus refused =
        place.await("shop", status -> "False".equals(accepted(status))).getStatus();
    assertThat(refused.conditions())
        .filteredOn(condition -> condition.type().equals("Accepted"))
        .singleElement()
        .satisfies(
            condition ->
                assertThat(condition.message())
                    .contains("spec.phases[0].steps[0].template: found shareProcessNamespace: true")
                    .contains("spec.phases[0].steps[1]: found the Secret git-credentials"));
    assertThat(place.jobs("shop")).isEmpty();
  }

  @Test
  void a_step_that_the_template_gives_a_sidecar_commits_as_any_other() {
    repository.apply(
        "shop",
        """
        phases:
          - name: a
            steps:
              - name: s
                run: {workingDir: src, command: [sh, -c, 'echo b > b.txt']}
                commit: {paths: [src], message: 'feat: b'}
                template:
                  spec:
                    terminationGracePeriodSeconds: 1
                    initContainers:
                      - {name: proxy, image: IMAGE, restartPolicy: Always, command: [sh, -c, 'sleep 600']}
        """);
    place.awaitState("shop", "Succeeded");
    assertThat(repository.commits()).containsExactly("feat: b");
    Pod pod =
        place.pods("shop").stream()
            .filter(one -> JobIdentity.label(one, JobIdentity.ROLE).equals("step"))
            .findFirst()
            .orElseThrow();
    assertThat(pod.getSpec().getInitContainers())
        .extracting(container -> container.getName())
        .containsExactly("checkout", "proxy", "step");
  }

  private static String accepted(PhaseRolloutStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("Accepted"))
        .map(condition -> condition.status())
        .findFirst()
        .orElse("");
  }
}
