package dev.phaserollout.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * How a person's own working tree stands to its remote. Reading it runs nothing that the tree or a
 * configuration names, and writes nothing below it.
 *
 * @param top the folder of the tree
 * @param origin the address of its remote {@code origin}, as it was written
 * @param branch what is checked out; empty where HEAD is detached
 * @param preferred the branch that the origin prefers, as far as is known here
 * @param changes paths that differ from the commit that is checked out, in alphabetical order; new
 *     files that Git would not ignore are among them
 * @param ahead how many commits of the branch the origin is not known to have
 */
public record UserTree(
    Path top,
    Optional<String> origin,
    Optional<String> branch,
    Optional<String> preferred,
    List<String> changes,
    int ahead) {

  public UserTree {
    changes = List.copyOf(changes);
  }

  /** The top of the working tree that a folder is in; empty where it is in none. */
  public static Optional<Path> topOf(Path folder) {
    for (Path top = folder.toAbsolutePath().normalize(); top != null; top = top.getParent()) {
      try {
        if (UserGit.of(top).isPresent()) {
          return Optional.of(top);
        }
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The address of the remote {@code origin} of a tree, as it was written. */
  public static Optional<String> originOf(Path top) throws IOException {
    Optional<UserGit> git = UserGit.of(top);
    return git.isEmpty() ? Optional.empty() : origin(git.get().config());
  }

  /**
   * Reads a tree.
   *
   * @param top as {@link #topOf} has found it
   * @param home where the person's own rules of what Git ignores are
   * @throws IOException where it cannot be read, or is in a form that is not known here
   */
  public static UserTree read(Path top, Path home) throws IOException {
    UserGit git =
        UserGit.of(top).orElseThrow(() -> new IOException(top + " has no Git directory any more"));
    Config config = git.config();
    Optional<String> branch = git.branch();
    Optional<ObjectId> remote =
        branch.isPresent()
            ? git.commit(Constants.R_REMOTES + "origin/" + branch.get())
            : Optional.empty();
    try (UserTreeCopy copy = UserTreeCopy.of(top, git, config, home)) {
      Optional<ObjectId> head = git.head();
      return new UserTree(
          top,
          origin(config),
          branch,
          git.preferredBranch(),
          copy.changes(head),
          head.isPresent() && branch.isPresent() ? copy.ahead(head.get(), remote) : 0);
    }
  }

  private static Optional<String> origin(Config config) {
    return Optional.ofNullable(config.getString("remote", "origin", "url"));
  }
}
