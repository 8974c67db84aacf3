package dev.phaserollout.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The specs that runs were accepted with, one file each, never rewritten. */
final class RevisionFolder {

  private static final String SUFFIX = ".json";

  private final Path folder;
  private final ObjectMapper json;

  /** A revision never changes, and a run looks at its own again and again. */
  private Optional<Revision> newest = Optional.empty();

  RevisionFolder(StateFolder state, ObjectMapper json) {
    this.folder = state.revisions();
    this.json = json;
  }

  Optional<Revision> read(String name) {
    if (newest.filter(known -> known.name().equals(name)).isEmpty()) {
      newest = fromDisk(name);
    }
    return newest;
  }

  private Optional<Revision> fromDisk(String name) {
    Path file = file(name);
    try {
      return Files.exists(file)
          ? Optional.of(new Revision(name, json.readValue(file.toFile(), PhaseRolloutSpec.class)))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void store(Revision revision) throws IOException {
    Path file = file(revision.name());
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      DurableFile.replace(file, json.writeValueAsBytes(revision.spec()));
    }
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
        }
      }
    }
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
