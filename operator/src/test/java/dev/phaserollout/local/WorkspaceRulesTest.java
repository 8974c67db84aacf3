package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.agent.UserTree;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Problem;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceRulesTest {

  private static final String SHOP = "https://git.example.com/shop.git";
  private static final GitWorkspace MAIN = new GitWorkspace(SHOP, "main", null, null, null, null);

  private static final UserTree GOOD = tree(Optional.of(SHOP), Optional.of("main"), List.of(), 0);

  @Test
  void a_clean_tree_of_the_branch_that_is_released_is_fine() {
    assertThat(WorkspaceRules.tree(GOOD, MAIN)).isEmpty();
  }

  @Test
  void all_that_is_wrong_with_a_tree_is_named_at_once_with_what_mends_it() {
    UserTree bad =
        tree(
            Optional.of("https://x/y"),
            Optional.empty(),
            List.of("a", "b", "c", "d", "e", "f", ".phaserollout/shop/lock"),
            1);
    assertThat(WorkspaceRules.tree(bad, MAIN))
        .extracting(Problem::text)
        .containsExactly(
            "/w/my shop: found the origin 'https://x/y', expected "
                + SHOP
                + "; mend it with: git -C '/w/my shop' remote set-url origin "
                + SHOP,
            "/w/my shop: found a detached HEAD, expected the branch 'main', which the release"
                + " advances; mend it with: git -C '/w/my shop' switch main",
            "/w/my shop: found changes that are not committed (a, b, c, d, e and 1 more), expected"
                + " none, because they would not be part of the release; commit and push them, or"
                + " put them aside with: git -C '/w/my shop' stash --include-untracked",
            "/w/my shop: found 1 commit of HEAD that the origin does not have, expected none,"
                + " because they would not be part of the release; mend it with: git -C"
                + " '/w/my shop' push origin HEAD");
  }

  @Test
  void the_expected_remote_counts_before_the_address() {
    GitWorkspace guarded = new GitWorkspace(SHOP, null, "https://x/y", null, null, null);
    UserTree without = tree(Optional.empty(), Optional.of("main"), List.of(), 0);
    assertThat(WorkspaceRules.tree(without, guarded))
        .extracting(Problem::mend)
        .containsExactly("mend it with: git -C '/w/my shop' remote add origin https://x/y");
  }

  @Test
  void a_spec_without_a_branch_means_the_one_that_the_origin_prefers() {
    GitWorkspace any = new GitWorkspace(SHOP, null, null, null, null, null);
    assertThat(WorkspaceRules.tree(GOOD, any)).isEmpty();
    UserTree topic = tree(Optional.of(SHOP), Optional.of("topic"), List.of(), 0);
    assertThat(WorkspaceRules.tree(topic, any))
        .extracting(Problem::found)
        .containsExactly("the branch 'topic'");
  }

  @Test
  void secrets_of_the_spec_are_wanted_by_name_unless_the_workspace_is_a_folder() {
    String workspace =
        "workspace: {git: {url: %s, credentialsSecretRef: {name: git}, signing: {secretRef: {name:"
            + " key}}}}";
    assertThat(WorkspaceRules.options(spec(workspace.replace("%s", SHOP)), GitAccess.NONE))
        .extracting(Problem::text)
        .containsExactly(
            "spec.workspace.git.credentialsSecretRef: found 'Secret git', expected its keys as files"
                + " of a folder here: Secrets live on the cluster; name that folder with"
                + " --git-credentials DIR",
            "spec.workspace.git.signing.secretRef: found 'Secret key', expected its keys as files of"
                + " a folder here: Secrets live on the cluster; name that folder with --git-signing"
                + " DIR");
    assertThat(
            WorkspaceRules.options(spec(workspace.replace("%s", "/srv/shop.git")), GitAccess.NONE))
        .extracting(Problem::field)
        .containsExactly("spec.workspace.git.signing.secretRef");
  }

  @Test
  void folders_of_secrets_must_be_there(@TempDir Path folder) {
    GitAccess access =
        new GitAccess(
            Optional.empty(), Optional.of(folder), Optional.of(folder.resolve("missing")));
    assertThat(WorkspaceRules.options(spec("workspace: {git: {url: " + SHOP + "}}"), access))
        .extracting(Problem::field)
        .containsExactly("--git-signing");
  }

  @Test
  void options_about_a_workspace_that_is_not_there_are_refused() {
    Optional<Path> path = Optional.of(Path.of("/x"));
    assertThat(WorkspaceRules.options(spec("phases: []"), new GitAccess(path, path, path)))
        .extracting(Problem::field)
        .containsExactly("--workspace", "--git-credentials", "--git-signing");
    LocalOverrides overrides =
        LocalOverrides.parse(List.of(), Optional.empty(), Optional.of("/srv/shop.git"));
    assertThatThrownBy(() -> overrides.over(spec("phases: []"))).hasMessageContaining("--git-url");
  }

  @Test
  void another_address_moves_the_guard_with_it() {
    LocalOverrides overrides =
        LocalOverrides.parse(List.of(), Optional.empty(), Optional.of("/srv/shop.git"));
    PhaseRolloutSpec guarded =
        overrides.over(
            spec("workspace: {git: {url: " + SHOP + ", expectedRemote: " + SHOP + ", branch: b}}"));
    assertThat(guarded.workspace().git())
        .isEqualTo(new GitWorkspace("/srv/shop.git", "b", "/srv/shop.git", null, null, null));
    PhaseRolloutSpec open = overrides.over(spec("workspace: {git: {url: " + SHOP + "}}"));
    assertThat(open.workspace().git().expectedRemote()).isNull();
  }

  private static UserTree tree(
      Optional<String> origin, Optional<String> branch, List<String> changes, int ahead) {
    return new UserTree(Path.of("/w/my shop"), origin, branch, Optional.of("main"), changes, ahead);
  }

  private static PhaseRolloutSpec spec(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, PhaseRolloutSpec.class);
  }
}
