package dev.phaserollout.cli;

import dev.phaserollout.local.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a rollout of this host keeps what it knows: an option that all verbs for files share. */
final class StateOption {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where checkpoint and logs are kept (default: .phaserollout beside FILE)")
  private @Nullable Path place;

  /**
   * Whether the call names a place, which only files have.
   *
   * @throws Refusal where it names an empty one
   */
  boolean given() {
    return place().isPresent();
  }

  /**
   * The folder of the rollout of that file.
   *
   * @throws Refusal where the place is an empty word
   */
  StateFolder folder(Path file, String rollout) {
    return place()
        .map(named -> StateFolder.in(named, rollout))
        .orElseGet(() -> StateFolder.beside(file, rollout));
  }

  /** The option as it was written. */
  List<String> words() {
    return place().map(named -> List.of("--state", named.toString())).orElse(List.of());
  }

  private Optional<Path> place() {
    if (place != null && place.toString().isEmpty()) {
      // The folder where the program was called has the same name, and is hardly ever meant.
      throw new Refusal(
          Exit.USAGE,
          "--state: found nothing, expected a folder; name one, or '.' for this one, or leave the"
              + " option out");
    }
    return Optional.ofNullable(place);
  }
}
