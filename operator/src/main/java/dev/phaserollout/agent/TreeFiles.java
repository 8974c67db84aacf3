package dev.phaserollout.agent;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a commit, in the order of their paths. */
final class TreeFiles {

  /** A file as Git keeps it. */
  record Entry(FileMode mode, ObjectId id) {}

  private TreeFiles() {}

  /** All files, links and submodules of a commit by their paths. */
  static Map<String, Entry> of(GitStore store, AnyObjectId commit) throws IOException {
    Map<String, Entry> files = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(store.repository())) {
      walk.addTree(store.commit(commit).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        files.put(walk.getPathString(), new Entry(walk.getFileMode(0), walk.getObjectId(0)));
      }
    }
    return files;
  }

  /** What is at a path of a commit: a file, or a folder; empty where there is nothing. */
  static Optional<Entry> at(GitStore store, AnyObjectId commit, String path) throws IOException {
    try (TreeWalk walk =
        TreeWalk.forPath(store.repository(), path, store.commit(commit).getTree())) {
      return Optional.ofNullable(walk)
          .map(found -> new Entry(found.getFileMode(0), found.getObjectId(0)));
    }
  }

  /** The content of a file. */
  static byte[] content(GitStore store, ObjectId blob) throws IOException {
    try (ObjectReader reader = store.repository().newObjectReader()) {
      return reader.open(blob, Constants.OBJ_BLOB).getBytes();
    }
  }
}
