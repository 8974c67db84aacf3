package dev.phaserollout.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.jspecify.annotations.Nullable;

/**
 * A Git directory for a look at somebody's working tree: a copy of its index, its objects by
 * reference, and of its configuration nothing but what says how files are compared. So the library
 * may write and lock as it likes, and there is no filter that it could run.
 */
final class UserTreeCopy implements AutoCloseable {

  /** How files are compared; a filter is no such thing. */
  private static final List<String> OF_CORE =
      List.of("filemode", "symlinks", "autocrlf", "eol", "ignorecase");

  private static final String EXCLUDES = "excludesfile";

  private final Path folder;
  private final Path tree;
  private final Repository repository;

  private UserTreeCopy(Path folder, Path tree, Repository repository) {
    this.folder = folder;
    this.tree = tree;
    this.repository = repository;
  }

  static UserTreeCopy of(Path tree, UserGit git, Config config, Path home) throws IOException {
    refuseUnknown(tree, config);
    IsolatedGit.enter();
    Path folder = Files.createTempDirectory("phaserollout-look");
    // Bare: for one with a tree, the library would try out there what its file system can do.
    try (Repository fresh =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
      fresh.create(true);
      Path objects = git.common().resolve(Constants.OBJECTS);
      Files.writeString(
          folder.resolve("objects/info/alternates"), objects + "\n", StandardCharsets.UTF_8);
      copy(git.own(), folder, "index");
      copy(git.common(), folder, "shallow");
      copy(git.common(), folder, "info/exclude");
      configure(fresh.getConfig(), config, home);
    }
    return new UserTreeCopy(
        folder,
        tree,
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setWorkTree(tree.toFile()).build());
  }

  private static void refuseUnknown(Path tree, Config config) throws IOException {
    String storage = config.getString("extensions", null, "refstorage");
    String format = config.getString("extensions", null, "objectformat");
    if (storage != null && !storage.equals("files")) {
      throw new IOException(tree + " keeps its refs in the form '" + storage + "'");
    }
    if (format != null && !format.equals("sha1")) {
      throw new IOException(tree + " keeps its objects in the form '" + format + "'");
    }
  }

  private static void copy(Path from, Path to, String name) throws IOException {
    if (Files.exists(from.resolve(name))) {
      Files.createDirectories(to.resolve(name).getParent());
      // With its times: by them the library knows which files need no second look.
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void configure(StoredConfig copy, Config config, Path home) throws IOException {
    for (String name : OF_CORE) {
      String value = config.getString("core", null, name);
      if (value != null) {
        copy.setString("core", null, name, value);
      }
    }
    Config personal = UserGit.config(home.resolve(".gitconfig"));
    String ignored =
        Optional.ofNullable(config.getString("core", null, EXCLUDES))
            .or(() -> Optional.ofNullable(personal.getString("core", null, EXCLUDES)))
            .orElse("~/.config/git/ignore");
    copy.setString(
        "core",
        null,
        EXCLUDES,
        ignored.startsWith("~/") ? home.resolve(ignored.substring(2)).toString() : ignored);
    copy.save();
  }

  /** What differs from a commit, or from an empty tree where there is none yet. */
  List<String> changes(Optional<ObjectId> head) throws IOException {
    FileTreeIterator files = new FileTreeIterator(repository);
    IndexDiff diff = new IndexDiff(repository, head.orElse(null), files);
    // Another repository with a configuration of its own; checkouts refuse them.
    diff.setIgnoreSubmoduleMode(IgnoreSubmoduleMode.ALL);
    diff.diff();
    TreeSet<String> changes = new TreeSet<>(diff.getUntracked());
    changes.addAll(diff.getModified());
    changes.addAll(diff.getMissing());
    changes.addAll(diff.getAdded());
    changes.addAll(diff.getChanged());
    changes.addAll(diff.getRemoved());
    changes.addAll(diff.getConflicting());
    return List.copyOf(changes);
  }

  /** How many commits lead from what the remote is known to have to another one. */
  int ahead(ObjectId head, Optional<ObjectId> remote) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(head));
      if (remote.isPresent()) {
        walk.markUninteresting(walk.parseCommit(remote.get()));
      }
      int ahead = 0;
      while (walk.next() != null) {
        ahead++;
      }
      return ahead;
    }
  }

  @Override
  public String toString() {
    return "look at " + tree;
  }

  @Override
  public void close() throws IOException {
    repository.close();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path below, @Nullable IOException failed)
              throws IOException {
            Files.delete(below);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
