package dev.phaserollout.cli;

import dev.phaserollout.lint.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One text that is to be linted, or the reason why there is none.
 *
 * @param name as findings call it
 * @param text what it says
 * @param fault why it cannot be read; empty where there is a text
 */
record LintSource(String name, Optional<String> text, String fault) {

  private static final String STANDARD_INPUT = "-";
  private static final String ITS_NAME = "<stdin>";
  private static final String NAMELESS = "FILE";

  /** The API server takes no more for one object, and a rollout is far below it. */
  private static final int MOST_BYTES = 3 * 1024 * 1024;

  /**
   * Everything that the words of a command line name, in the order given. Folders are walked,
   * hidden ones in them apart.
   */
  static List<LintSource> of(List<String> names, InputStream in) {
    List<LintSource> sources = new ArrayList<>();
    for (String name : names) {
      if (name.equals(STANDARD_INPUT)) {
        sources.add(read(ITS_NAME, () -> in.readNBytes(MOST_BYTES + 1)));
      } else if (!name.isEmpty() && Files.isDirectory(Path.of(name))) {
        sources.addAll(folder(Path.of(name)));
      } else {
        sources.add(file(Path.of(name)));
      }
    }
    return sources;
  }

  /** The finding that stands for a text that could not be read. */
  Finding unreadable() {
    return Finding.ofFile(name, fault);
  }

  private static List<LintSource> folder(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      List<LintSource> sources =
          inside
              .filter(path -> !isHidden(folder.relativize(path)))
              .filter(LintSource::isYaml)
              .sorted()
              .map(LintSource::file)
              .toList();
      return sources.isEmpty()
          ? List.of(
              refused(
                  folder.toString(), "found no *.yaml or *.yml in it, expected one; name a file"))
          : sources;
    } catch (IOException | UncheckedIOException broken) {
      return List.of(
          refused(
              folder.toString(),
              "found a folder that cannot be read, expected one"
                  + " that can; check who may read it"));
    }
  }

  /** What Git, an editor or a build service keeps for itself, such as {@code .github}. */
  private static boolean isHidden(Path inside) {
    for (Path name : inside) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isYaml(Path path) {
    String name = path.toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
  }

  static LintSource file(Path path) {
    if (path.toString().isEmpty()) {
      return refused(NAMELESS, "found nothing, expected the name of a file; write it");
    }
    if (Files.isDirectory(path)) {
      return refused(
          path.toString(), "found a folder, expected a file; name the one in it that is meant");
    }
    return read(
        path.toString(),
        () -> {
          try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(MOST_BYTES + 1);
          }
        });
  }

  private interface Bytes {
    byte[] read() throws IOException;
  }

  private static LintSource read(String name, Bytes bytes) {
    try {
      byte[] read = bytes.read();
      if (read.length > MOST_BYTES) {
        return refused(name, "found more than 3 MiB, expected a rollout; split it");
      }
      return new LintSource(name, Optional.of(decoded(read)), "");
    } catch (NoSuchFileException missing) {
      return refused(name, "found no such file, expected one; check the name");
    } catch (AccessDeniedException denied) {
      return refused(
          name, "found a file that may not be read, expected one that may; check its rights");
    } catch (CharacterCodingException binary) {
      return refused(name, "found bytes that are no UTF-8, expected a text; save it as UTF-8");
    } catch (IOException broken) {
      return refused(
          name, "cannot be read (" + broken.getMessage() + "), expected a file that can; check it");
    }
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static LintSource refused(String name, String fault) {
    return new LintSource(name, Optional.empty(), fault);
  }
}
