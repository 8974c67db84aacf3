package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.Completion;
import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.MaxAge;
import dev.phaserollout.api.Standard;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is named with its remedy, and the remote is left as it was. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusalsIT {

  @TempDir Path folder;

  private Project project;
  @AutoClose private GitServer server;
  private Bench bench;
  private String base;

  @BeforeEach
  void start() throws IOException {
    project = Project.in(folder);
    server = GitServer.of(folder);
    bench = Bench.of(folder, server.url("shop.git"));
    base = project.head();
  }

  private void refused(FailureReason reason, ThrowingCallable errand, String... words) {
    String before = project.refs();
    assertThatThrownBy(errand)
        .isInstanceOfSatisfying(
            AgentFailure.class,
            failure -> {
              assertThat(failure.words()).contains(words);
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure.words()).doesNotContain(GitServer.PASSWORD);
            });
    assertThat(project.refs()).isEqualTo(before);
  }

  @Test
  void a_hook_that_refuses_is_quoted() throws IOException {
    project.hook("pre-receive", "echo 'policy: no releases on Fridays' >&2; exit 1");
    Bench.Pod pod = bench.pod(base).write("docs/a.md", "a\n");
    refused(
        FailureReason.PushFailed,
        () -> pod.finish("observe", base, "docs"),
        "policy: no releases on Fridays",
        "pre-receive hook declined");
  }

  @Test
  void a_protected_branch_keeps_its_head_and_its_words_are_passed_on() throws IOException {
    project.hook(
        "update",
        "case $1 in refs/heads/*) echo 'main is protected: open a review' >&2; exit 1;; esac");
    Bench.Pod pod = bench.pod(base).write("docs/a.md", "a\n");
    assertThatThrownBy(() -> pod.finish("observe", base, "docs"))
        .hasMessageContaining("main is protected: open a review")
        .hasMessageContaining("refs/heads/main");
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void a_release_whose_tag_is_refused_writes_no_files_either() throws IOException {
    project.hook(
        "update", "case $1 in refs/tags/*) echo 'tags are set by Anna' >&2; exit 1;; esac");
    refused(
        FailureReason.PushFailed, () -> bench.run(bench.complete(base)), "tags are set by Anna");
  }

  @Test
  void an_account_that_may_not_push_is_told_so() throws IOException {
    project.server().run("config", "http.receivepack", "false");
    Bench.Pod pod = bench.pod(base).write("docs/a.md", "a\n");
    refused(
        FailureReason.PushFailed,
        () -> pod.finish("observe", base, "docs"),
        "the rights do not suffice",
        "credentialsSecretRef");
  }

  @Test
  void a_wrong_password_is_not_tried_for_long() throws IOException {
    bench.credential("password", "wrong");
    refused(
        FailureReason.CheckoutFailed, () -> bench.pod(base), "credentials are refused", "renew");
    assertThat(server.authorizations()).hasSizeLessThan(10);
  }

  @Test
  void a_secret_without_what_the_address_needs_is_told_its_keys() throws IOException {
    Files.delete(bench.credentials().resolve("password"));
    refused(
        FailureReason.InvalidErrand,
        () -> bench.pod(base),
        "found the keys username",
        "expected token, or username and password");
  }

  @Test
  void a_host_that_does_not_answer_is_named() throws IOException {
    server.close();
    refused(FailureReason.CheckoutFailed, () -> bench.pod(base), "does not answer");
  }

  @Test
  void a_host_that_there_is_not_is_named() throws IOException {
    Bench nowhere = Bench.of(folder, "http://nowhere.invalid/shop.git");
    refused(FailureReason.CheckoutFailed, () -> nowhere.pod(base), "nowhere.invalid", "no host");
  }

  @Test
  void a_repository_that_there_is_not_is_named() throws IOException {
    Bench nowhere = Bench.of(folder, server.url("nowhere.git"));
    refused(FailureReason.CheckoutFailed, () -> nowhere.pod(base), "nowhere.git", "no repository");
  }

  @Test
  void a_server_that_sends_the_agent_elsewhere_is_not_followed() throws IOException {
    Bench moved = Bench.of(folder, server.url("elsewhere/shop.git"));
    refused(FailureReason.CheckoutFailed, () -> moved.pod(base), "write the address where");
    assertThat(server.authorizations()).isEmpty();
  }

  @Test
  void a_branch_that_there_is_not_is_named() {
    GitWorkspace other = new GitWorkspace(server.url("shop.git"), "mian", null, null, null, null);
    refused(
        FailureReason.WorkspaceRefused,
        () -> bench.run(new Errand.Prepare(other, Bench.RUN, List.of(), null)),
        "'mian'");
  }

  @Test
  void a_branch_that_nobody_names_is_the_one_that_the_remote_prefers() {
    GitWorkspace open = new GitWorkspace(server.url("shop.git"), null, null, null, null, null);
    assertThat(bench.run(new Errand.Prepare(open, Bench.RUN, List.of(), null)).branch())
        .isEqualTo("main");
  }

  @Test
  void another_origin_than_the_expected_one_is_refused_before_anything_is_sent() {
    GitWorkspace other =
        new GitWorkspace(
            server.url("shop.git"), "main", "https://git.example.com/shop.git", null, null, null);
    refused(
        FailureReason.WorkspaceRefused,
        () -> bench.run(new Errand.Prepare(other, Bench.RUN, List.of(), null)),
        "https://git.example.com/shop.git",
        "mend expectedRemote");
    assertThat(server.authorizations()).isEmpty();
  }

  @Test
  void all_missing_standards_are_named_at_once() {
    refused(
        FailureReason.StandardsMissing,
        () ->
            bench.run(
                new Errand.Prepare(
                    bench.workspace(),
                    Bench.RUN,
                    List.of(
                        new Standard("security", "docs/appsec.md"),
                        new Standard("operations", "docs/operations/runbook.md"),
                        new Standard("product", "docs/product")),
                    null)),
        "standards[security].path: found 'docs/appsec.md'",
        "standards[product].path: found 'docs/product'");
  }

  @Test
  void a_tag_that_is_taken_is_told_before_the_first_step() {
    project.server().run("tag", "v1.0.0", base);
    refused(
        FailureReason.TagExists,
        () ->
            bench.run(
                new Errand.Prepare(
                    bench.workspace(), Bench.RUN, List.of(), new Completion("v1.0.0", null, null))),
        "completion.tag: found 'v1.0.0' on " + base,
        "a tag is never moved");
  }

  @Test
  void what_a_person_was_asked_for_is_looked_for_on_the_branch() throws IOException {
    refused(
        FailureReason.DeliverablesMissing,
        () -> bench.run(bench.inspect(base, new Deliverable("docs/*.md", 1, "SLO", MaxAge.Run))),
        "docs/*.md: found 0 files that this run has touched, expected at least 1",
        "looked at " + base);
    String theirs = project.push("docs/slo.md", "SLO: 99.9 %\n");

    assertThat(bench.run(bench.inspect(base, new Deliverable("docs/*.md", 1, "SLO", MaxAge.Run))))
        .isEqualTo(
            new ErrandResult(
                Outcome.Delivered,
                "main",
                Optional.of(theirs),
                "all deliverables are in " + theirs + " of main"));
    assertThat(project.head()).isEqualTo(theirs);
  }

  @Test
  void all_missing_deliverables_are_named_at_once() throws IOException {
    Bench.Pod pod = bench.pod(base).write("docs/new.md", "latency only\n");
    refused(
        FailureReason.DeliverablesMissing,
        () ->
            pod.run(
                bench.deliver(
                    base,
                    base,
                    new Deliverable("docs/*.md", null, "SLO", null),
                    new Deliverable("docs/security/**", 2, null, null),
                    new Deliverable("docs/operations/*.md", null, null, MaxAge.Run))),
        "docs/new.md: found no 'SLO' in it",
        "docs/security/**: found 0 files, expected at least 2",
        "docs/operations/*.md: found 0 files that this run has touched, expected at least 1"
            + " (beside 1 that the run began with)");
  }

  @Test
  void a_file_that_was_written_again_with_the_same_content_was_touched() throws IOException {
    Bench.Pod pod = bench.pod(base).write("docs/operations/runbook.md", "SLO: 99.9\n");
    pod.run(
        bench.deliver(base, base, new Deliverable("docs/operations/*.md", 1, "SLO", MaxAge.Run)));
  }

  @Test
  void what_an_earlier_step_of_the_run_wrote_was_touched_by_the_run() throws IOException {
    String next =
        bench
            .pod(base)
            .write("docs/a.md", "a\n")
            .finish("observe", base, "docs")
            .commit()
            .orElseThrow();
    bench
        .pod(next)
        .run(bench.deliver(base, next, new Deliverable("docs/a.md", 1, null, MaxAge.Run)));
  }

  @Test
  void submodules_are_refused_by_name() throws IOException {
    project
        .anna()
        .run("update-index", "--add", "--cacheinfo", "160000," + base + ",vendor/library");
    project.anna().run("commit", "-q", "-m", "Add a submodule");
    project.anna().run("push", "-q", "origin", "HEAD:refs/heads/main");
    refused(FailureReason.CheckoutFailed, () -> bench.pod(project.head()), "vendor/library");
  }

  @Test
  void a_folder_with_files_of_others_is_not_checked_out_into() throws IOException {
    Bench.Pod pod = bench.new Pod();
    pod.write("thesis.txt", "years of work");
    refused(
        FailureReason.CheckoutFailed,
        () -> pod.run(new Errand.Checkout(bench.workspace(), base)),
        "thesis.txt");
    assertThat(pod.tree().resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void a_checkout_that_was_cut_off_is_begun_anew() throws IOException {
    Bench.Pod pod = bench.pod(base);
    Files.delete(pod.tree().resolve("src/app.txt"));
    pod.write("left/over.txt", "x");
    pod.run(new Errand.Checkout(bench.workspace(), base));
    assertThat(pod.tree().resolve("src/app.txt")).exists();
    assertThat(pod.tree().resolve("left")).doesNotExist();
  }
}
