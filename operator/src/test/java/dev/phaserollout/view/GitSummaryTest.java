package dev.phaserollout.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class GitSummaryTest {

  private static final String BASE = "3f1c9a2b7d104e5f6a7b8c9d0e1f2a3b4c5d6e7f";
  private static final String ONE = "4a1c9a2b7d104e5f6a7b8c9d0e1f2a3b4c5d6e7f";
  private static final String LAST = "5b1c9a2b7d104e5f6a7b8c9d0e1f2a3b4c5d6e7f";

  private static final String SPEC =
      """
      metadata: {name: checkout}
      spec:
        workspace: {git: {url: "https://git.example.com/shop.git", branch: main}}
        completion: {tag: v1.0.0, checkpointFile: CHECKPOINT.txt, progressFile: PROGRESS.md}
        phases:
          - name: build
            steps:
              - {name: one, commit: {paths: [docs], message: "docs: one\\nand more"}}
              - {name: two, commit: {paths: [docs], message: "docs: two"}}
      status:
      """;

  @Test
  void what_was_made_is_told_in_the_order_in_which_it_was() {
    PhaseRollout rollout =
        rollout(
            """
            run:
              number: 2
              baseCommit: BASE
              git: {complete: {completedAt: "2026-03-01T12:00:00Z", commit: LAST}}
            phases:
              - name: build
                steps:
                  - {name: one, state: Succeeded, commit: ONE, reusedFromRun: 1}
                  - {name: two, state: Succeeded}
            """);
    assertThat(GitSummary.of(rollout))
        .extracting(fact -> fact.name() + ": " + fact.value())
        .containsExactly(
            "remote: https://git.example.com/shop.git, branch main",
            "began with: 3f1c9a2b7d10",
            "commit of build/one: 4a1c9a2b7d10 (run 1)  docs: one and more",
            "completed by: 5b1c9a2b7d10, tag v1.0.0, CHECKPOINT.txt, PROGRESS.md");
    assertThat(GitSummary.moved(rollout)).isTrue();
  }

  @Test
  void a_revert_that_had_nothing_to_take_back_is_none() {
    PhaseRollout rollout =
        rollout(
            """
            run:
              number: 1
              baseCommit: BASE
              git: {revert: {completedAt: "2026-03-01T12:00:00Z", commit: BASE}}
            """);
    assertThat(GitSummary.of(rollout))
        .extracting(GitSummary.Fact::name)
        .containsExactly("remote", "began with");
    assertThat(GitSummary.moved(rollout)).isFalse();
  }

  @Test
  void a_git_job_that_has_not_ended_has_made_nothing_yet() {
    PhaseRollout rollout =
        rollout("run: {number: 1, git: {revert: {state: Running, commit: LAST}}}");
    assertThat(GitSummary.of(rollout)).extracting(GitSummary.Fact::name).containsExactly("remote");
  }

  @Test
  void without_a_workspace_there_is_nothing_to_tell() {
    PhaseRollout rollout =
        new KubernetesSerialization()
            .unmarshal("spec: {phases: []}\nstatus: {run: {number: 1}}\n", PhaseRollout.class);
    assertThat(GitSummary.of(rollout)).isEmpty();
  }

  private static PhaseRollout rollout(String status) {
    return new KubernetesSerialization()
        .unmarshal(
            SPEC + status.replace("BASE", BASE).replace("ONE", ONE).replace("LAST", LAST).indent(2),
            PhaseRollout.class);
  }
}
