package dev.phaserollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the design notes beside the code to the code: short, and naming only what exists. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DesignNotesTest {

  private static final int LINES_MAX = 60;

  /** A name in backquotes that looks like a class, with a member perhaps. */
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w+)[^`]*`");

  /** Kinds of Kubernetes, which no source of ours declares. */
  private static final Set<String> KINDS =
      Set.of("Node", "Pod", "Job", "Secret", "Lease", "Event", "ConfigMap");

  static Stream<Path> notes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.endsWith("DESIGN.md")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void a_design_note_fits_on_a_page(Path note) throws IOException {
    assertThat(Files.readAllLines(note)).hasSizeLessThanOrEqualTo(LINES_MAX);
  }

  @ParameterizedTest
  @MethodSource("notes")
  void a_design_note_names_only_what_exists(Path note) throws IOException {
    Matcher named = CLASS.matcher(Files.readString(note));
    List<String> names =
        named
            .results()
            .map(found -> found.group(1))
            .distinct()
            .filter(name -> !KINDS.contains(name))
            .toList();
    assertThat(sources()).as("classes that %s names", note).containsAll(names);
  }

  /**
   * Names of all classes of the module, nested ones too, and words of the API and of Kubernetes.
   */
  private static Set<String> sources() throws IOException {
    Pattern declared =
        Pattern.compile(
            "\\b(?:class|record|interface|enum)\\s+([A-Z]\\w+)|^\\s+([A-Z][a-z]\\w+)[,;(]");
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> declared.matcher(read(file)).results())
          .flatMap(found -> Stream.of(found.group(1), found.group(2)))
          .filter(name -> name != null)
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
