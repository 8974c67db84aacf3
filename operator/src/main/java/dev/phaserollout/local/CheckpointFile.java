package dev.phaserollout.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.engine.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoint on disk: {@code {"version": …, "checkpoint": {…}, "sha256": …}}. The sum is over
 * version and checkpoint, whatever the blanks and the order of their fields, so that an edit by
 * hand is noticed: an edited checkpoint would let finished steps run again, or never.
 */
final class CheckpointFile {

  static final String VERSION = "phaserollout.dev/checkpoint/v1";

  private static final String VERSION_FIELD = "version";
  private static final String CONTENT_FIELD = "checkpoint";
  private static final String SUM_FIELD = "sha256";

  /** The fields of the file, in their order. */
  private record Written(String version, Checkpoint checkpoint, String sha256) {}

  private final StateFolder state;
  private final ObjectMapper json;

  CheckpointFile(StateFolder state, ObjectMapper json) {
    this.state = state;
    this.json = json;
  }

  /** Returns once the checkpoint is safe on disk. */
  void write(Checkpoint checkpoint) throws IOException {
    // Not by way of a tree: this is on the way from the end of a step to the start of the next one.
    String sum = ContentDigest.ofWritten(List.of(VERSION, checkpoint));
    DurableFile.replace(
        state.checkpoint(),
        json.writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(new Written(VERSION, checkpoint, sum)));
  }

  /**
   * What is on disk, empty where nothing was written yet.
   *
   * @throws LocalRefusal when the file is not a checkpoint of this rollout that this version wrote,
   *     unchanged; it is left as it is
   */
  Optional<Checkpoint> read(String rollout) {
    if (state.lostItsCheckpoint()) {
      throw refused(
          "",
          "",
          "a checkpoint beside the attempts in "
              + state.runs()
              + ", without which finished steps would run again");
    }
    Path path = state.checkpoint();
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    Checkpoint checkpoint = verified(path);
    if (!checkpoint.rollout().equals(rollout)) {
      throw refused(
          "checkpoint.rollout",
          checkpoint.rollout(),
          "the checkpoint of rollout '" + rollout + "'");
    }
    return Optional.of(checkpoint);
  }

  private Checkpoint verified(Path path) {
    try {
      JsonNode file = json.readTree(Files.readAllBytes(path));
      String version = file.path(VERSION_FIELD).asText();
      if (!version.equals(VERSION)) {
        throw refused(
            VERSION_FIELD, version, "'" + VERSION + "', the only version that this program knows");
      }
      String written = file.path(SUM_FIELD).asText();
      String actual = sum(file);
      if (!written.equals(actual)) {
        throw refused(
            SUM_FIELD, written, actual + " (the file was changed by something other than a run)");
      }
      return json.treeToValue(file.path(CONTENT_FIELD), Checkpoint.class);
    } catch (JsonProcessingException noJson) {
      throw state.damaged(path, "what is no JSON", "a whole checkpoint");
    } catch (IOException unreadable) {
      throw state.damaged(path, StateFolder.fault(unreadable), "a whole checkpoint");
    }
  }

  private String sum(JsonNode file) throws JsonProcessingException {
    return ContentDigest.of(
        json.createArrayNode().add(file.path(VERSION_FIELD)).add(file.path(CONTENT_FIELD)));
  }

  private LocalRefusal refused(String field, String value, String expected) {
    String place = state.checkpoint() + (field.isEmpty() ? "" : ": " + field);
    return new LocalRefusal(Problem.of(place, value, expected, state.setAside()));
  }
}
