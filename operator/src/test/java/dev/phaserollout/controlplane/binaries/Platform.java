package dev.phaserollout.controlplane.binaries;

import java.util.Locale;

/**
 * An operating system and a processor, in Go's words.
 *
 * @param os {@code linux}, {@code darwin}, …
 * @param arch {@code amd64}, {@code arm64}, …
 */
public record Platform(String os, String arch) {

  /** Those of this machine. */
  public static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** Translates Java's words. */
  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    return new Platform(
        os.startsWith("mac") ? "darwin" : os,
        switch (arch) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> arch;
        });
  }

  @Override
  public String toString() {
    return os + "-" + arch;
  }
}
