package dev.phaserollout.engine;

import dev.phaserollout.crd.GeneratedFile;
import dev.phaserollout.crd.SourceTexts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReasonsPageTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/phaserollout/engine");
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/reference/reasons.md");

  @Test
  void the_page_of_reasons_is_what_the_engine_says() {
    new GeneratedFile(PAGE, page(SourceTexts.of(SOURCES))).holds(getClass());
  }

  private static String page(SourceTexts texts) {
    StringBuilder page =
        new StringBuilder(
            """
            # Reasons

            What the `reason` of a condition, a phase or a step means, made from
            `engine/StatusReason`. The set is open-ended: treat a reason that you do not know as you
            treat its condition. Reasons of a container (`OOMKilled`, `NonZeroExit` …) and of
            surroundings that keep it from starting are passed on as they were seen.

            | reason | surfaces |
            |---|---|
            """);
    for (StatusReason reason : StatusReason.values()) {
      String meaning =
          texts
              .constant(StatusReason.class, reason.name())
              .orElseThrow(() -> new IllegalStateException(reason + " has no Javadoc"));
      page.append("| `").append(reason.word()).append("` | ");
      page.append(meaning.replaceFirst("^Surfaces ", "")).append(" |\n");
    }
    return page.toString();
  }
}
