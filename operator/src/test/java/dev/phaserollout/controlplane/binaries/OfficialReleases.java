package dev.phaserollout.controlplane.binaries;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Downloads the archives of the official releases, checks them and takes the executables out. */
final class OfficialReleases implements Maker {
  private static final Map<String, List<Binary>> CONTENTS =
      new TreeMap<>(
          Map.of(
              "etcd",
              List.of(Binary.ETCD),
              "kubernetes",
              List.of(Binary.KUBE_APISERVER, Binary.KUBE_CONTROLLER_MANAGER, Binary.KUBECTL)));

  private final PinnedReleases releases;
  private final Platform platform;
  private final Progress progress;

  OfficialReleases(PinnedReleases releases, Platform platform, Progress progress) {
    this.releases = releases;
    this.platform = platform;
    this.progress = progress;
  }

  @Override
  public String name() {
    return "official releases";
  }

  @Override
  public void make(Path directory) throws CannotMake {
    for (Map.Entry<String, List<Binary>> project : CONTENTS.entrySet()) {
      Optional<PinnedArchive> pinned = releases.archive(project.getKey(), platform);
      if (pinned.isEmpty()) {
        throw new CannotMake(
            project.getKey() + " publishes no server for " + platform + " that this project pins");
      }
      pinned.get().take(fileNames(project.getValue()), directory, progress);
    }
  }

  private static Set<String> fileNames(List<Binary> binaries) {
    return binaries.stream().map(Binary::fileName).collect(Collectors.toSet());
  }
}
