package dev.phaserollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of gates claims what tests hold. */
class GatesPageTest {

  private static final Path TESTS = Path.of("src/test/java");
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/reference/gates.md");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  @Test
  void every_test_that_the_page_names_is_there() throws IOException {
    Map<String, String> tests = tests();
    List<MatchResult> named = NAMED.matcher(Files.readString(PAGE)).results().toList();

    assertThat(named).hasSizeGreaterThan(20);
    assertThat(named)
        .allSatisfy(
            test -> {
              assertThat(tests).containsKey(test.group(1));
              if (test.group(2) != null) {
                assertThat(tests.get(test.group(1)))
                    .as(test.group(1))
                    .contains("void " + test.group(2) + "(");
              }
            });
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        texts.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return texts;
  }
}
