package dev.phaserollout.agent;

import dev.phaserollout.agent.TreeFiles.Entry;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.Glob;
import dev.phaserollout.errand.PatternFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * The tree that a commit point commits: that of the commit before, with exactly the paths of the
 * commit point as the step has left them. Bytes are taken as they are; no attribute, filter or line
 * end of the workspace changes them.
 */
final class CommitTree {

  private final GitStore store;
  private final WorkTree workTree;
  private final ObjectId before;

  CommitTree(GitStore store, WorkTree workTree, ObjectId before) {
    this.store = store;
    this.workTree = workTree;
    this.before = before;
  }

  /** Writes the tree, or fails with all that cannot be committed. */
  ObjectId write(List<String> paths) throws IOException {
    refuse(
        paths.stream()
            .flatMap(path -> Glob.refusal(path).stream().map(PatternFault::message))
            .toList());
    List<Glob> globs = paths.stream().map(Glob::of).toList();
    Map<String, Entry> files = TreeFiles.of(store, before);
    List<WorkFile> found = workTree.filesToAdd(globs, files.keySet());
    refuse(faults(globs, files, found));
    files.keySet().removeIf(path -> globs.stream().anyMatch(glob -> glob.matches(path)));
    try (ObjectInserter inserter = store.inserter()) {
      for (WorkFile file : found) {
        files.put(file.path(), entry(file, inserter));
      }
      refuse(foldersThatAreFiles(files));
      ObjectId tree = write(files, inserter);
      inserter.flush();
      return tree;
    }
  }

  /** Writes a tree of these files. */
  static ObjectId write(Map<String, Entry> files, ObjectInserter inserter) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    files.forEach(
        (path, file) -> {
          DirCacheEntry entry = new DirCacheEntry(path);
          entry.setFileMode(file.mode());
          entry.setObjectId(file.id());
          builder.add(entry);
        });
    builder.finish();
    return index.writeTree(inserter);
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw AgentFailure.lasting(
          FailureReason.CommitRefused, "commit.paths: " + String.join("\n", faults));
    }
  }

  private List<String> faults(List<Glob> globs, Map<String, Entry> before, List<WorkFile> found)
      throws IOException {
    List<String> faults = new ArrayList<>();
    for (Glob glob : globs) {
      if (found.stream().noneMatch(file -> glob.matches(file.path()))
          && before.keySet().stream().noneMatch(glob::matches)) {
        faults.add(
            "found '"
                + glob.pattern()
                + "', which no file matches, expected one that the step leaves or that was there"
                + " before; see what the step writes, and whether a .gitignore leaves it out");
      }
    }
    for (WorkFile file : found) {
      switch (file.kind()) {
        case FILE, EXECUTABLE -> {}
        case LINK -> {
          if (leaves(file.path(), workTree.target(file.path()))) {
            faults.add(
                "found the link "
                    + file.path()
                    + " to '"
                    + workTree.target(file.path())
                    + "', expected one that stays in the tree; link relatively, or copy the file");
          }
        }
        case REPOSITORY ->
            faults.add(
                "found a Git repository of its own in "
                    + file.path()
                    + ", expected files; let the step take its .git away");
        case OTHER ->
            faults.add(
                "found "
                    + file.path()
                    + ", which is no file, folder or link; let the step take it away");
      }
    }
    return faults;
  }

  /** Whether a link leads out of the tree, judged by its text alone. */
  static boolean leaves(String path, String target) {
    if (target.startsWith("/")) {
      return true;
    }
    long depth = path.chars().filter(character -> character == '/').count();
    for (String name : target.split("/", -1)) {
      if (name.equals("..")) {
        depth--;
      } else if (!name.isEmpty() && !name.equals(".")) {
        depth++;
      }
      if (depth < 0 || name.equalsIgnoreCase(".git")) {
        return true;
      }
    }
    return false;
  }

  private Entry entry(WorkFile file, ObjectInserter inserter) throws IOException {
    if (file.kind() == WorkFile.Kind.LINK) {
      byte[] target = workTree.target(file.path()).getBytes(StandardCharsets.UTF_8);
      return new Entry(FileMode.SYMLINK, inserter.insert(Constants.OBJ_BLOB, target));
    }
    FileMode mode =
        file.kind() == WorkFile.Kind.EXECUTABLE ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
    return new Entry(mode, workTree.read(file.path(), (in, size) -> blob(in, size, inserter)));
  }

  private static ObjectId blob(InputStream content, long size, ObjectInserter inserter)
      throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, size, content);
  }

  /** Where a file has become a folder, or a folder a file, and only one of them is committed. */
  private static List<String> foldersThatAreFiles(Map<String, Entry> files) {
    List<String> faults = new ArrayList<>();
    TreeMap<String, Entry> sorted = new TreeMap<>(files);
    for (String path : files.keySet()) {
      String below = sorted.ceilingKey(path + "/");
      if (below != null && below.startsWith(path + "/")) {
        faults.add(
            "found "
                + path
                + " both as a file and as a folder with "
                + below
                + ", expected one of them; name "
                + path
                + " in paths too");
      }
    }
    return faults;
  }
}
