package dev.phaserollout.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file that is kept in the repository and made by this package. */
public record GeneratedFile(Path path, String content) {

  static final String RENEW = renewedBy("GeneratedFilesTest");

  private static String renewedBy(String test) {
    return "./mvnw -pl operator test -Dtest=" + test + " -Dcrds=renew";
  }

  /** Fails with the command that renews the file where it is stale; writes it when renewing. */
  public void holds(Class<?> test) {
    if (renewing()) {
      store();
    }
    assertThat(stored())
        .as(path + " is stale; renew it: " + renewedBy(test.getSimpleName()))
        .isEqualTo(content);
  }

  /** Whether this run of the tests writes the files instead of comparing them; never in CI. */
  private static boolean renewing() {
    if (!"renew".equals(System.getProperty("crds"))) {
      return false;
    }
    if (System.getenv("CI") != null) {
      throw new IllegalStateException("found -Dcrds=renew in CI, where files are only compared");
    }
    return true;
  }

  /**
   * Where the stored file is not what is made now: the first such line, because the file is long.
   */
  Optional<String> difference() {
    List<String> stored = stored().lines().toList();
    List<String> made = content.lines().toList();
    for (int line = 0; line < Math.max(stored.size(), made.size()); line++) {
      String before = line < stored.size() ? stored.get(line) : "nothing";
      String now = line < made.size() ? made.get(line) : "nothing";
      if (!before.equals(now)) {
        return Optional.of(
            path.getFileName() + ":" + (line + 1) + " has\n" + before + "\ninstead of\n" + now);
      }
    }
    return Optional.empty();
  }

  private String stored() {
    try {
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void store() {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
