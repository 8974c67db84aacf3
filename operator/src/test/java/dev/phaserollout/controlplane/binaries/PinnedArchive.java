package dev.phaserollout.controlplane.binaries;

import dev.phaserollout.controlplane.binaries.Maker.CannotMake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * One official archive.
 *
 * @param url where it is published
 * @param digest what it must hash to; anything else is thrown away
 */
public record PinnedArchive(URI url, Digest digest) {

  /**
   * Downloads it, checks it and takes executables out of it.
   *
   * @param names of the executables, without folders
   * @param directory that takes them, and nothing else
   * @throws CannotMake when it cannot be had, is another than the pinned one, or lacks one of them
   */
  public void take(Set<String> names, Path directory, Progress progress) throws CannotMake {
    Path archive = directory.resolve("archive.tar.gz");
    try {
      new Download(progress).to(archive, url);
      Digest found = digest.of(archive);
      if (!found.equals(digest)) {
        throw new CannotMake(
            url
                + " hashes to "
                + found
                + "; expected "
                + digest
                + ". Something on the way changed it: nothing of it was used");
      }
      TarGz.extract(archive, names, directory);
      Files.delete(archive);
    } catch (IOException e) {
      throw new CannotMake(url + " cannot be unpacked into " + directory + ": " + e);
    }
  }
}
