package dev.phaserollout.local;

import dev.phaserollout.agent.UserTree;
import dev.phaserollout.agent.WorkspaceGuard;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.SecretRef;
import dev.phaserollout.api.Workspace;
import dev.phaserollout.engine.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be so before a local run may begin in a workspace: the Secrets of the spec are at hand,
 * and the user's own working tree is the one that is released, with nothing in it that would be
 * left behind. All faults at once, each with the command that mends it.
 */
final class WorkspaceRules {

  private static final int CHANGES_SHOWN = 5;

  private WorkspaceRules() {}

  /** What the options lack for the spec, or have beyond it. */
  static List<Problem> options(PhaseRolloutSpec spec, GitAccess access) {
    List<Problem> problems = new ArrayList<>();
    Workspace workspace = spec.workspace();
    if (workspace == null) {
      unmeant("--workspace", access.workTree(), problems);
      unmeant("--git-credentials", access.credentials(), problems);
      unmeant("--git-signing", access.signing(), problems);
      return problems;
    }
    GitWorkspace git = workspace.git();
    if (!WorkspaceGuard.isFolder(git.url())) {
      secret(
          "spec.workspace.git.credentialsSecretRef",
          git.credentialsSecretRef(),
          access.credentials(),
          "--git-credentials",
          problems);
    }
    secret(
        "spec.workspace.git.signing.secretRef",
        git.signing() == null ? null : git.signing().secretRef(),
        access.signing(),
        "--git-signing",
        problems);
    folder("--git-credentials", access.credentials(), problems);
    folder("--git-signing", access.signing(), problems);
    return problems;
  }

  private static void folder(String option, Optional<Path> given, List<Problem> problems) {
    given
        .filter(path -> !Files.isDirectory(path))
        .ifPresent(
            path ->
                problems.add(
                    Problem.of(
                        option,
                        path.toString(),
                        "a folder with a file for each key",
                        "make it, readable for you alone")));
  }

  private static void unmeant(String option, Optional<Path> value, List<Problem> problems) {
    value.ifPresent(path -> problems.add(withoutWorkspace(option, path.toString())));
  }

  /** An option that says something of a workspace that the rollout does not have. */
  static Problem withoutWorkspace(String option, String value) {
    return Problem.of(
        option,
        value,
        "no " + option + ", for the rollout has no workspace",
        "leave it out, or add spec.workspace");
  }

  private static void secret(
      String field,
      @Nullable SecretRef wanted,
      Optional<Path> given,
      String option,
      List<Problem> problems) {
    if (wanted != null && given.isEmpty()) {
      problems.add(
          Problem.of(
              field,
              "Secret " + wanted.name(),
              "its keys as files of a folder here: Secrets live on the cluster",
              "name that folder with " + option + " DIR"));
    }
  }

  /** What of a working tree keeps a release from beginning there. */
  static List<Problem> tree(UserTree tree, GitWorkspace workspace) {
    List<Problem> problems = new ArrayList<>();
    origin(tree, workspace).ifPresent(problems::add);
    branch(tree, workspace).ifPresent(problems::add);
    changes(tree).ifPresent(problems::add);
    ahead(tree).ifPresent(problems::add);
    return problems;
  }

  private static Optional<Problem> origin(UserTree tree, GitWorkspace workspace) {
    String expected =
        workspace.expectedRemote() == null ? workspace.url() : workspace.expectedRemote();
    if (tree.origin().filter(url -> WorkspaceGuard.isSame(url, expected)).isPresent()) {
      return Optional.empty();
    }
    String verb = tree.origin().isPresent() ? "set-url" : "add";
    return Optional.of(
        new Problem(
            tree.top().toString(),
            tree.origin().map(url -> "the origin '" + url + "'").orElse("no origin"),
            expected,
            git(tree, "remote " + verb + " origin " + ShellText.quoted(expected))));
  }

  private static Optional<Problem> branch(UserTree tree, GitWorkspace workspace) {
    Optional<String> expected = Optional.ofNullable(workspace.branch()).or(tree::preferred);
    boolean right = tree.branch().filter(is -> is.equals(expected.orElse(is))).isPresent();
    if (right) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            tree.top().toString(),
            tree.branch().map(is -> "the branch '" + is + "'").orElse("a detached HEAD"),
            expected.map(name -> "the branch '" + name + "'").orElse("a branch")
                + ", which the release advances",
            git(tree, "switch " + expected.map(ShellText::quoted).orElse("BRANCH"))));
  }

  private static Optional<Problem> changes(UserTree tree) {
    List<String> changes =
        tree.changes().stream().filter(path -> !StateFolder.isState(path)).toList();
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    int more = changes.size() - CHANGES_SHOWN;
    return Optional.of(
        new Problem(
            tree.top().toString(),
            "changes that are not committed ("
                + String.join(", ", changes.subList(0, Math.min(CHANGES_SHOWN, changes.size())))
                + (more > 0 ? " and " + more + " more" : "")
                + ")",
            "none, because they would not be part of the release",
            "commit and push them, or put them aside with: git -C "
                + ShellText.quoted(tree.top().toString())
                + " stash --include-untracked"));
  }

  private static Optional<Problem> ahead(UserTree tree) {
    if (tree.ahead() == 0) {
      return Optional.empty();
    }
    String branch = tree.branch().orElse("HEAD");
    return Optional.of(
        new Problem(
            tree.top().toString(),
            tree.ahead()
                + (tree.ahead() == 1 ? " commit" : " commits")
                + " of "
                + branch
                + " that the origin does not have",
            "none, because they would not be part of the release",
            git(tree, "push origin " + ShellText.quoted(branch))));
  }

  private static String git(UserTree tree, String words) {
    return "mend it with: git -C " + ShellText.quoted(tree.top().toString()) + " " + words;
  }
}
