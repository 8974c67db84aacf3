package dev.phaserollout.controlplane.binaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Downloads the archives of the official releases, checks them and takes the executables out. */
final class OfficialReleases implements Maker {
  private static final Map<String, Set<Binary>> CONTENTS =
      new TreeMap<>(
          Map.of(
              "etcd",
              Set.of(Binary.ETCD),
              "kubernetes",
              Set.of(Binary.KUBE_APISERVER, Binary.KUBE_CONTROLLER_MANAGER, Binary.KUBECTL)));

  private final PinnedReleases releases;
  private final Platform platform;
  private final Download download;

  OfficialReleases(PinnedReleases releases, Platform platform, Progress progress) {
    this.releases = releases;
    this.platform = platform;
    this.download = new Download(progress);
  }

  @Override
  public String name() {
    return "official releases";
  }

  @Override
  public void make(Path directory) throws CannotMake {
    for (Map.Entry<String, Set<Binary>> project : CONTENTS.entrySet()) {
      Optional<PinnedArchive> pinned = releases.archive(project.getKey(), platform);
      if (pinned.isEmpty()) {
        throw new CannotMake(
            project.getKey() + " publishes no server for " + platform + " that this project pins");
      }
      take(pinned.get(), project.getValue(), directory);
    }
  }

  private void take(PinnedArchive pinned, Set<Binary> wanted, Path directory) throws CannotMake {
    Path archive = directory.resolve("archive.tar.gz");
    try {
      download.to(archive, pinned.url());
      Digest found = pinned.digest().of(archive);
      if (!found.equals(pinned.digest())) {
        throw new CannotMake(
            pinned.url()
                + " hashes to "
                + found
                + "; expected "
                + pinned.digest()
                + ". Something on the way changed it: nothing of it was used");
      }
      TarGz.extract(archive, wanted, directory);
      Files.delete(archive);
    } catch (IOException e) {
      throw new CannotMake(pinned.url() + " cannot be unpacked into " + directory + ": " + e);
    }
  }
}
