package dev.phaserollout.controlplane.binaries;

import dev.phaserollout.controlplane.binaries.Finding.Found;
import dev.phaserollout.controlplane.binaries.Finding.NotHere;
import dev.phaserollout.controlplane.binaries.Maker.CannotMake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What earlier runs kept for this user: one directory per version and platform, with a stamp that
 * says which releases are in it. It appears whole or not at all, and two JVMs never fill it at the
 * same time.
 */
final class UserCache implements BinarySource {
  private static final String STAMP = "releases";

  private final Path directory;
  private final String stamp;

  /**
   * A cache in a given place.
   *
   * @param directory where the executables lie or will lie
   * @param stamp what the stamp must say for them to be the right ones
   */
  UserCache(Path directory, String stamp) {
    this.directory = directory;
    this.stamp = stamp;
  }

  /** The user's cache folder after the XDG convention. */
  static UserCache of(Map<String, String> environment, PinnedReleases releases, Platform platform) {
    Path home = Path.of(System.getProperty("user.home"), ".cache");
    Path caches =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElse(home);
    Path directory =
        caches
            .resolve("phaserollout")
            .resolve("control-plane")
            .resolve(releases.kubernetesVersion() + "-" + platform);
    return new UserCache(directory.toAbsolutePath(), releases.stamp());
  }

  /** Where the executables lie or will lie. */
  Path directory() {
    return directory;
  }

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public Finding find() {
    if (!Files.isDirectory(directory)) {
      return new NotHere(directory + " does not exist yet");
    }
    List<String> missing = Binaries.missingIn(directory);
    if (!missing.isEmpty()) {
      return new NotHere(directory + " lacks the executable " + String.join(", ", missing));
    }
    String found = readStamp();
    return found.equals(stamp)
        ? new Found(new Binaries(directory))
        : new NotHere(directory + " holds " + found + "; this project pins " + stamp);
  }

  /**
   * Has the executables made and keeps them.
   *
   * @throws CannotMake when the maker cannot; the cache is as it was then
   */
  Finding fill(Maker maker, Progress progress) throws CannotMake {
    try {
      Files.createDirectories(directory.getParent());
      Path lock = directory.resolveSibling(directory.getFileName() + ".lock");
      try (FileMutex held = FileMutex.acquire(lock, progress)) {
        Finding meanwhile = find();
        if (meanwhile instanceof Found) {
          return meanwhile;
        }
        Path unfinished = directory.resolveSibling(directory.getFileName() + ".unfinished");
        delete(unfinished);
        Files.createDirectories(unfinished);
        try {
          maker.make(unfinished);
          Files.writeString(unfinished.resolve(STAMP), stamp);
          place(unfinished);
        } finally {
          delete(unfinished);
        }
        return find();
      }
    } catch (IOException e) {
      throw new CannotMake(
          "cannot write " + directory + " (" + e + "); set XDG_CACHE_HOME to a folder of yours");
    }
  }

  /** A directory cannot replace one that has files, so an older one steps aside first. */
  private void place(Path unfinished) throws IOException {
    Path outdated = directory.resolveSibling(directory.getFileName() + ".outdated");
    delete(outdated);
    if (Files.exists(directory)) {
      Files.move(directory, outdated, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    delete(outdated);
  }

  private String readStamp() {
    try {
      Path file = directory.resolve(STAMP);
      return Files.exists(file) ? Files.readString(file) : "unknown releases";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the stamp of " + directory, e);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(tree)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
