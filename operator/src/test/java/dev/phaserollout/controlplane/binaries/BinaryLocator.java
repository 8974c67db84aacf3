package dev.phaserollout.controlplane.binaries;

import dev.phaserollout.controlplane.binaries.Finding.Found;
import dev.phaserollout.controlplane.binaries.Finding.NotHere;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks one source after the other for the executables and takes the first answer. */
public final class BinaryLocator {
  private final List<BinarySource> sources;

  BinaryLocator(List<BinarySource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * The order that every machine follows: what the user names, what an earlier run kept, the
   * official releases, a build from Go modules. All versions are those that the project pins,
   * except in what the user names.
   */
  public static BinaryLocator standard(Map<String, String> environment) {
    Path pinned = PinnedReleases.projectDirectory();
    PinnedReleases releases = PinnedReleases.read(pinned);
    Platform platform = Platform.current();
    Progress progress = Progress.onConsole();
    return inOrder(
        environment,
        releases,
        platform,
        progress,
        new OfficialReleases(releases, platform, progress),
        new GoBuild(pinned, releases, environment, progress));
  }

  /** That order, with the makers that are asked last. */
  static BinaryLocator inOrder(
      Map<String, String> environment,
      PinnedReleases releases,
      Platform platform,
      Progress progress,
      Maker... makers) {
    UserCache cache = UserCache.of(environment, releases, platform);
    List<BinarySource> sources = new ArrayList<>();
    sources.add(AssetsDirectory.of(environment, progress));
    sources.add(cache);
    for (Maker maker : makers) {
      sources.add(new MadeOnce(cache, maker, progress));
    }
    return new BinaryLocator(sources);
  }

  /**
   * Finds the executables, or makes them, which takes minutes once a machine.
   *
   * @throws BinariesMissing when no source has them; the message lists what was tried
   */
  public Binaries locate() {
    List<String> tried = new ArrayList<>();
    for (BinarySource source : sources) {
      Finding finding = source.find();
      if (finding instanceof Found found) {
        return found.binaries();
      }
      if (finding instanceof NotHere notHere) {
        tried.add(source.name() + ": " + notHere.why());
      }
    }
    throw new BinariesMissing(tried);
  }
}
