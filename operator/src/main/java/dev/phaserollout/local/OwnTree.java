package dev.phaserollout.local;

import dev.phaserollout.agent.UserTree;
import dev.phaserollout.agent.WorkspaceGuard;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The working tree that the user of a local run works in. */
public final class OwnTree {

  private OwnTree() {}

  /**
   * The tree that the user has named; else the one that the program was called in, where it is one
   * of the rollout's workspace. Empty where the rollout has no workspace.
   *
   * @param named what {@code --workspace} says
   * @param here where the program was called
   * @throws LocalRefusal where what is named is no working tree
   */
  public static Optional<Path> of(PhaseRolloutSpec spec, Optional<Path> named, Path here) {
    if (named.isPresent()) {
      return Optional.of(UserTree.topOf(named.get()).orElseThrow(() -> noTree(spec, named.get())));
    }
    return Optional.ofNullable(spec.workspace())
        .flatMap(workspace -> UserTree.topOf(here).filter(top -> isOf(workspace.git(), top)));
  }

  private static boolean isOf(GitWorkspace workspace, Path top) {
    try {
      return UserTree.originOf(top)
          .filter(url -> WorkspaceGuard.isSame(url, workspace.url()))
          .isPresent();
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static LocalRefusal noTree(PhaseRolloutSpec spec, Path named) {
    return new LocalRefusal(
        Problem.of(
            "--workspace",
            named.toString(),
            "a working tree of Git",
            Optional.ofNullable(spec.workspace())
                .map(
                    workspace ->
                        "make one with: git clone "
                            + ShellText.quoted(workspace.git().url())
                            + " "
                            + ShellText.quoted(named.toString()))
                .orElse("leave it out, for the rollout has no workspace")));
  }

  /** What keeps a run from beginning there. */
  static List<Problem> problems(GitWorkspace workspace, Path top, Map<String, String> host) {
    try {
      Path home = Path.of(host.getOrDefault("HOME", "/"));
      return WorkspaceRules.tree(UserTree.read(top, home), workspace);
    } catch (IOException unreadable) {
      return List.of(
          new Problem(
              top.toString(),
              StateFolder.fault(unreadable),
              "a working tree of Git",
              "mend it, or name another with --workspace"));
    }
  }
}
