package dev.phaserollout.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Revision;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The specs that runs were accepted with, one file each, never rewritten: {@code {"spec": {…},
 * "sha256": …}}. The sum makes an edit by hand known, which would run what nobody has accepted.
 */
final class RevisionFolder {

  private static final String SUFFIX = ".json";
  private static final String SPEC_FIELD = "spec";
  private static final String SUM_FIELD = "sha256";
  private static final String WHOLE = "the whole spec that a run was accepted with";

  private final StateFolder state;
  private final Path folder;
  private final ObjectMapper json;

  /** A revision never changes, and a run looks at the same few again and again. */
  private final Map<String, Revision> known = new HashMap<>();

  RevisionFolder(StateFolder state, ObjectMapper json) {
    this.state = state;
    this.folder = state.revisions();
    this.json = json;
  }

  /**
   * The revision of that name, the same object again and again; empty where there is none.
   *
   * @throws LocalRefusal when its file is not what was stored; the file is left as it is
   */
  Optional<Revision> read(String name) {
    Optional<Revision> read = Optional.ofNullable(known.get(name)).or(() -> fromDisk(name));
    read.ifPresent(revision -> known.put(name, revision));
    return read;
  }

  private Optional<Revision> fromDisk(String name) {
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode written = json.readTree(Files.readAllBytes(file));
      JsonNode spec = written.path(SPEC_FIELD);
      String actual = sum(name, spec);
      if (!written.path(SUM_FIELD).asText().equals(actual)) {
        throw state.damaged(
            file,
            SUM_FIELD + " '" + written.path(SUM_FIELD).asText() + "'",
            actual + " (the file was changed by something other than a run)");
      }
      return Optional.of(new Revision(name, json.treeToValue(spec, PhaseRolloutSpec.class)));
    } catch (JsonProcessingException noJson) {
      throw state.damaged(file, "what is no JSON", WHOLE);
    } catch (IOException unreadable) {
      throw state.damaged(file, StateFolder.fault(unreadable), WHOLE);
    }
  }

  void store(Revision revision) throws IOException {
    Path file = file(revision.name());
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      JsonNode spec = json.valueToTree(revision.spec());
      ObjectNode written = json.createObjectNode();
      written.set(SPEC_FIELD, spec);
      written.put(SUM_FIELD, sum(revision.name(), spec));
      DurableFile.replace(file, json.writeValueAsBytes(written));
    }
  }

  /** The name is part of it: one revision's file is not another's under a new name. */
  private String sum(String name, JsonNode spec) throws JsonProcessingException {
    return ContentDigest.of(json.createArrayNode().add(name).add(spec));
  }

  void keepOnly(List<String> names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!names.contains(name.substring(0, name.length() - SUFFIX.length()))) {
          Files.deleteIfExists(file);
          known.remove(name.substring(0, name.length() - SUFFIX.length()));
        }
      }
    }
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
