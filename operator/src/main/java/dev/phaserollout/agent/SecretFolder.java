package dev.phaserollout.agent;

import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Secret as it is mounted: a file for each of its keys.
 *
 * @param folder where it is mounted
 * @param field the field of the spec that names it, for messages
 */
record SecretFolder(Path folder, String field) {

  /**
   * The value of a key without the line end that editors leave; empty when there is no such key.
   */
  Optional<String> value(String key) {
    Path file = folder.resolve(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8).stripTrailing());
    } catch (IOException unreadable) {
      throw refused("found a key '" + key + "' that cannot be read", "a text", "write it anew");
    }
  }

  /** A failure about the Secret, which names keys but never a value. */
  AgentFailure refused(String found, String expected, String mend) {
    return AgentFailure.lasting(
        FailureReason.InvalidErrand, field + ": " + found + ", expected " + expected + "; " + mend);
  }

  /** The names of its keys, for messages. */
  String keys() {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> !name.startsWith(".."))
              .sorted()
              .toList();
      return names.isEmpty() ? "no keys" : "the keys " + String.join(", ", names);
    } catch (IOException | UncheckedIOException unreadable) {
      return "no Secret mounted";
    }
  }
}
