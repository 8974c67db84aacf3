package dev.phaserollout.cli;

import dev.phaserollout.local.LocalOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a call says otherwise than its file: the same for what is run and for what is planned. */
final class ValueOptions {

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "a parameter's value, other than the file's; once for each")
  private List<String> params = new ArrayList<>();

  @Option(
      names = "--release",
      paramLabel = "VERSION",
      description = "the version to deliver, other than the file's")
  private @Nullable String release;

  boolean given() {
    return !params.isEmpty() || release != null;
  }

  /**
   * The values.
   *
   * @param gitUrl where the workspace is, where it is elsewhere
   * @throws dev.phaserollout.local.LocalRefusal naming every word that is not one
   */
  LocalOverrides overrides(Optional<String> gitUrl) {
    return LocalOverrides.parse(params, Optional.ofNullable(release), gitUrl);
  }

  /** The options as they were written. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    params.forEach(param -> words.addAll(List.of("--param", param)));
    Optional.ofNullable(release).ifPresent(value -> words.addAll(List.of("--release", value)));
    return words;
  }
}
