package dev.phaserollout.agent;

import dev.phaserollout.errand.Glob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The working tree that a step leaves behind, as files that nobody trusts. Never follows a link, of
 * whatever folder on the way: names are resolved against folders that are held open, so that what a
 * sidecar swaps meanwhile cannot lead out of the tree. Never looks into {@code .git}.
 */
final class WorkTree {

  private static final String GIT = ".git";
  private static final String IGNORE = ".gitignore";
  private static final int IGNORE_BYTES_MAX = 1 << 20;

  private final Path top;

  WorkTree(Path top) {
    this.top = top;
  }

  /** What is done with an open file. */
  interface Reading<T> {
    T from(InputStream content, long size) throws IOException;
  }

  /** All files that one of the globs means, ignored ones too, in the order of their paths. */
  List<WorkFile> files(List<Glob> globs) throws IOException {
    return look(globs, Optional.empty());
  }

  /**
   * The files that one of the globs means and that Git would add: those that it knows already, and
   * others unless a {@code .gitignore} of the tree says otherwise.
   *
   * @param known paths that the commit has on which the tree is based
   */
  List<WorkFile> filesToAdd(List<Glob> globs, Set<String> known) throws IOException {
    return look(globs, Optional.of(new TreeSet<>(known)));
  }

  private List<WorkFile> look(List<Glob> globs, Optional<NavigableSet<String>> known)
      throws IOException {
    Look look = new Look(globs, known, new TreeMap<>());
    try (SecureDirectoryStream<Path> folder = open(top)) {
      look.into(folder, "", IgnoreRules.NONE, false);
    }
    return List.copyOf(look.found().values());
  }

  /**
   * Reads a file that was found before.
   *
   * @throws IOException also when it has become a link since
   */
  <T> T read(String path, Reading<T> reading) throws IOException {
    return inFolderOf(
        path,
        (folder, name) -> {
          try (SeekableByteChannel channel =
              folder.newByteChannel(
                  name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            return reading.from(Channels.newInputStream(channel), channel.size());
          }
        });
  }

  /** Where a link points to, as it is written. */
  String target(String path) throws IOException {
    // A name is all that is read here, so nothing can leak that a later look could not see.
    return Files.readSymbolicLink(top.resolve(path)).toString();
  }

  private interface InFolder<T> {
    T apply(SecureDirectoryStream<Path> folder, Path name) throws IOException;
  }

  private <T> T inFolderOf(String path, InFolder<T> work) throws IOException {
    try (SecureDirectoryStream<Path> folder = open(top)) {
      return descend(folder, Path.of(path), work);
    }
  }

  private static <T> T descend(SecureDirectoryStream<Path> folder, Path path, InFolder<T> work)
      throws IOException {
    if (path.getNameCount() == 1) {
      return work.apply(folder, path);
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(path.getName(0), LinkOption.NOFOLLOW_LINKS)) {
      return descend(next, path.subpath(1, path.getNameCount()), work);
    }
  }

  @SuppressWarnings("StreamResourceLeak") // whoever opens it closes it
  private static SecureDirectoryStream<Path> open(Path folder) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException(
        "the file system of " + folder + " cannot open files relative to an open folder");
  }

  /** One look at the tree. */
  private record Look(
      List<Glob> globs, Optional<NavigableSet<String>> known, Map<String, WorkFile> found) {

    void into(
        SecureDirectoryStream<Path> folder, String path, IgnoreRules outer, boolean outerIgnored)
        throws IOException {
      IgnoreRules rules = known.isPresent() ? rules(folder, path, outer) : outer;
      for (Path entry : folder) {
        Path name = entry.getFileName();
        if (GIT.equalsIgnoreCase(name.toString())) {
          continue;
        }
        String full = path.isEmpty() ? name.toString() : path + "/" + name;
        PosixFileAttributes seen =
            folder
                .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        boolean ignored = outerIgnored || rules.ignore(full, seen.isDirectory());
        if (!seen.isDirectory()) {
          if (means(full) && wanted(full, ignored)) {
            found.put(full, new WorkFile(full, kind(seen), seen.size(), modified(seen)));
          }
        } else if (globs.stream().anyMatch(glob -> glob.reaches(full))
            && (!ignored || knowsBelow(full))) {
          try (SecureDirectoryStream<Path> below =
              folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            descend(below, full, seen, rules, ignored);
          }
        }
      }
    }

    private void descend(
        SecureDirectoryStream<Path> folder,
        String path,
        PosixFileAttributes seen,
        IgnoreRules rules,
        boolean ignored)
        throws IOException {
      if (known.isPresent() && !ignored && exists(folder, Path.of(GIT))) {
        found.put(path, new WorkFile(path, WorkFile.Kind.REPOSITORY, seen.size(), modified(seen)));
        return;
      }
      into(folder, path, rules, ignored);
    }

    private boolean means(String path) {
      return globs.stream().anyMatch(glob -> glob.matches(path));
    }

    private boolean wanted(String path, boolean ignored) {
      return known.isEmpty() || !ignored || known.get().contains(path);
    }

    private boolean knowsBelow(String folder) {
      if (known.isEmpty()) {
        return true;
      }
      String next = known.get().ceiling(folder + "/");
      return next != null && next.startsWith(folder + "/");
    }

    private static IgnoreRules rules(
        SecureDirectoryStream<Path> folder, String path, IgnoreRules outer) throws IOException {
      Path name = Path.of(IGNORE);
      if (!exists(folder, name)) {
        return outer;
      }
      try (SeekableByteChannel channel =
          folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
        IgnoreNode rules = new IgnoreNode();
        rules.parse(
            new ByteArrayInputStream(
                Channels.newInputStream(channel).readNBytes(IGNORE_BYTES_MAX)));
        return outer.with(path, rules);
      }
    }

    private static boolean exists(SecureDirectoryStream<Path> folder, Path name)
        throws IOException {
      try {
        PosixFileAttributes seen =
            folder
                .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        return name.toString().equals(GIT) || seen.isRegularFile();
      } catch (NoSuchFileException absent) {
        return false;
      }
    }

    private static Instant modified(PosixFileAttributes seen) {
      return seen.lastModifiedTime().toInstant();
    }

    private static WorkFile.Kind kind(PosixFileAttributes seen) {
      if (seen.isSymbolicLink()) {
        return WorkFile.Kind.LINK;
      }
      if (!seen.isRegularFile()) {
        return WorkFile.Kind.OTHER;
      }
      return seen.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
          ? WorkFile.Kind.EXECUTABLE
          : WorkFile.Kind.FILE;
    }
  }
}
