package dev.phaserollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyTest {

  /** Surefire starts tests in the folder of their module. */
  private static final Path MODULE = Path.of("");

  private static final String ENGINE = "src/main/java/dev/phaserollout/engine/";

  @Test
  void nothing_that_is_banned_stands_in_the_sources() throws IOException {
    List<String> findings = new ArrayList<>(Tidy.findings(MODULE, "src/main"));
    for (String finding : Tidy.findings(MODULE, "src/test")) {
      if (!finding.contains("/Tidy")) {
        findings.add(finding);
      }
    }
    assertThat(String.join("\n", findings)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          engine/A.java | // TODO later
          engine/A.java | // FIXME
          gate/A.java   | "%d".formatted(3)
          gate/A.java   | String.format("%d", 3)
          gate/A.java   | out.printf("%d", 3)
          engine/A.java | new HashMap<>()
          engine/A.java | Set<String> seen = new HashSet<>();
          job/A.java    | final class StringUtils {
          job/A.java    | import java.util.logging.Logger;
          """)
  void what_is_banned_in_the_product_is_found(String file, String line) {
    assertThat(Tidy.findings("src/main/java/dev/phaserollout/" + file, "\n" + line + "\n"))
        .hasSize(1)
        .allSatisfy(found -> assertThat(found).contains(file + ":2: ", " is banned here, use "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Thread.sleep(100);
          @Disabled("flaky")
          Assumptions.assumeTrue(here)
          """)
  void what_is_banned_in_tests_is_found(String line) {
    assertThat(Tidy.findings("src/test/java/dev/phaserollout/ATest.java", line)).isNotEmpty();
  }

  @Test
  void what_only_looks_like_it_is_left_alone() {
    String text =
        """
        Map<String, String> map = new LinkedHashMap<>();
        String.format(
            Locale.ROOT, "%d", 3);
        Todos todos; // to do is no note
        """;
    assertThat(Tidy.findings(ENGINE + "A.java", text)).isEmpty();
  }

  @Test
  void a_file_may_be_as_long_as_the_limit_and_no_longer() {
    assertThat(Tidy.findings(ENGINE + "A.java", "\n".repeat(Tidy.LINES_MAX))).isEmpty();
    assertThat(Tidy.findings(ENGINE + "A.java", "\n".repeat(Tidy.LINES_MAX + 1)))
        .containsExactly(
            ENGINE
                + "A.java:401: a file longer than 400 lines is banned here,"
                + " use two files with a reason each");
  }

  @Test
  void a_package_says_that_it_is_free_of_null() {
    assertThat(Tidy.findings(ENGINE + "package-info.java", "package dev.phaserollout.engine;"))
        .hasSize(1);
  }
}
