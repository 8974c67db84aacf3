package dev.phaserollout.agent;

import dev.phaserollout.agent.TreeFiles.Entry;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A clone for a step to work in and to spoil: nothing that it does to it is believed afterwards,
 * but the files of its working tree. Objects are copied, never shared with the agent's own store.
 * Files are written as they are kept, without filters or changed line ends, because they are
 * committed in the same way.
 */
final class StepClone {

  /** In the store: which folder the agent has begun to fill, and may therefore empty again. */
  private static final String FILLING = "work-tree";

  private final GitStore store;
  private final Path tree;

  StepClone(GitStore store, Path tree) {
    this.store = store;
    this.tree = tree;
  }

  /** The time that all files of a checkout have, by which those that a step wrote are told. */
  static Instant timeOfFiles(RevCommit commit) {
    return Instant.ofEpochSecond(commit.getCommitTime());
  }

  /** Fills the folder, or fails with nothing but what can be emptied again in it. */
  void write(ObjectId id, String branch, String url) throws IOException {
    RevCommit commit = store.commit(id);
    Map<String, Entry> files = TreeFiles.of(store, id);
    refuseSubmodules(files);
    makeEmpty();
    writeFiles(files, FileTime.from(timeOfFiles(commit)));
    writeGit(commit, files, branch, url);
  }

  private static void refuseSubmodules(Map<String, Entry> files) {
    List<String> submodules = new ArrayList<>();
    files.forEach(
        (path, file) -> {
          if (file.mode() == FileMode.GITLINK) {
            submodules.add(path);
          }
        });
    if (!submodules.isEmpty()) {
      throw AgentFailure.lasting(
          FailureReason.CheckoutFailed,
          "found the submodules "
              + String.join(", ", submodules)
              + ", expected a repository without, because they need credentials of their own; copy"
              + " their files into the repository, or let a step fetch them");
    }
  }

  private void makeEmpty() throws IOException {
    Files.createDirectories(tree);
    Path filling = store.folder().resolve(FILLING);
    boolean ours =
        Files.exists(filling)
            && Files.readString(filling, StandardCharsets.UTF_8).equals(tree.toString());
    if (ours) {
      empty();
    }
    try (Stream<Path> there = Files.list(tree)) {
      List<Path> others =
          there.filter(path -> !path.getFileName().toString().equals("lost+found")).toList();
      if (!others.isEmpty()) {
        throw AgentFailure.lasting(
            FailureReason.CheckoutFailed,
            "found "
                + others.get(0).getFileName()
                + " in "
                + tree
                + ", expected an empty folder; name another, nothing is overwritten");
      }
    }
    Files.writeString(filling, tree.toString(), StandardCharsets.UTF_8);
  }

  private void empty() throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            if (!folder.equals(tree)) {
              Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void writeFiles(Map<String, Entry> files, FileTime time) throws IOException {
    ObjectChecker checker = new ObjectChecker().setSafeForMacOS(true);
    Set<Path> made = new HashSet<>();
    try (ObjectReader reader = store.repository().newObjectReader()) {
      for (Map.Entry<String, Entry> file : files.entrySet()) {
        check(checker, file.getKey());
        if (file.getValue().mode() != FileMode.SYMLINK) {
          Path path = tree.resolve(file.getKey());
          // To find it there already costs as much as to write a file.
          if (made.add(path.getParent())) {
            Files.createDirectories(path.getParent());
          }
          writeFile(path, file.getValue(), time, reader);
        }
      }
      // Links last, so that no file can be written through one.
      for (Map.Entry<String, Entry> file : files.entrySet()) {
        if (file.getValue().mode() == FileMode.SYMLINK) {
          Path link = tree.resolve(file.getKey());
          Files.createDirectories(link.getParent());
          byte[] target = reader.open(file.getValue().id(), Constants.OBJ_BLOB).getBytes();
          Files.createSymbolicLink(link, Path.of(new String(target, StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private static void check(ObjectChecker checker, String path) {
    try {
      checker.checkPath(path);
    } catch (CorruptObjectException hostile) {
      throw AgentFailure.lasting(
          FailureReason.CheckoutFailed,
          "found the path '"
              + path
              + "' in the repository ("
              + hostile.getMessage()
              + "), expected none that Git itself would not write; take it out of the branch");
    }
  }

  private static void writeFile(Path path, Entry file, FileTime time, ObjectReader reader)
      throws IOException {
    try (OutputStream out =
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      reader.open(file.id(), Constants.OBJ_BLOB).copyTo(out);
    }
    if (file.mode() == FileMode.EXECUTABLE_FILE) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.setLastModifiedTime(path, time);
  }

  private void writeGit(RevCommit commit, Map<String, Entry> files, String branch, String url)
      throws IOException {
    Path git = tree.resolve(Constants.DOT_GIT);
    try (Repository clone =
        new FileRepositoryBuilder().setGitDir(git.toFile()).setWorkTree(tree.toFile()).build()) {
      clone.create();
      copy(store.folder().resolve("objects"), git.resolve("objects"));
      Path shallow = store.folder().resolve("shallow");
      if (Files.exists(shallow)) {
        Files.copy(shallow, git.resolve("shallow"));
      }
      StoredConfig config = clone.getConfig();
      config.setString("remote", "origin", "url", url);
      config.setString("remote", "origin", "fetch", "+refs/heads/*:refs/remotes/origin/*");
      config.setString("branch", branch, "remote", "origin");
      config.setString("branch", branch, "merge", Constants.R_HEADS + branch);
      config.save();
    }
    // Opened anew, so that the copied objects and boundaries are seen.
    try (Repository clone =
        new FileRepositoryBuilder().setGitDir(git.toFile()).setWorkTree(tree.toFile()).build()) {
      RefUpdate head = clone.updateRef(Constants.R_HEADS + branch);
      head.setNewObjectId(commit);
      head.forceUpdate();
      clone.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
      writeIndex(clone, files);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path copy = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }

  private void writeIndex(Repository clone, Map<String, Entry> files) throws IOException {
    DirCache index = clone.lockDirCache();
    try {
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, Entry> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(file.getValue().mode());
        entry.setObjectId(file.getValue().id());
        builder.add(entry);
      }
      builder.finish();
      index.write();
      index.commit();
    } finally {
      index.unlock();
    }
  }
}
