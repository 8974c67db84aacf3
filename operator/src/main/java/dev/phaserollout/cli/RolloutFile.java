package dev.phaserollout.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Problem;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A rollout in a file. */
final class RolloutFile {

  private RolloutFile() {}

  /**
   * Reads the one rollout of a file.
   *
   * @throws Refusal when there is none to read
   */
  static PhaseRollout read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      throw refused(
          new Problem(
              "FILE",
              file.toString(),
              "a readable file (" + unreadable.getClass().getSimpleName() + ")",
              "write the path of a rollout's file"));
    }
    try {
      return whole(file, new KubernetesSerialization().unmarshal(text, PhaseRollout.class));
    } catch (Refusal incomplete) {
      throw incomplete;
    } catch (RuntimeException malformed) {
      throw refused(
          new Problem(
              file.toString(),
              "what cannot be read: " + reason(malformed),
              "a PhaseRollout in YAML",
              "see phaserollout lint " + file));
    }
  }

  private static PhaseRollout whole(Path file, @Nullable PhaseRollout read) {
    if (read == null || read.getMetadata().getName() == null || read.getSpec() == null) {
      throw refused(
          new Problem(
              file.toString(),
              "",
              "a PhaseRollout with metadata.name and spec",
              "write them; examples/quickstart/rollout.yaml shows how"));
    }
    return read;
  }

  private static String reason(RuntimeException malformed) {
    Throwable cause = malformed.getCause();
    String message =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(malformed.getMessage());
    return message.lines().findFirst().orElse("");
  }

  private static Refusal refused(Problem problem) {
    return new Refusal(Exit.USAGE, problem.text());
  }
}
