package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.lint.Finding;
import dev.phaserollout.lint.Linter.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintTallyTest {

  @Test
  void a_defect_over_one_file_hides_no_finding_of_another_and_is_still_told() {
    LintTally tally = new LintTally();
    Finding found = Finding.ofFile("b.yaml", "found nothing");

    tally.add(
        "a.yaml",
        () -> {
          throw new IllegalArgumentException("out of range");
        });
    tally.add("b.yaml", () -> new Report(List.of(found), List.of(), 0, 0));
    tally.close(List.of("a.yaml", "b.yaml"));

    assertThat(tally.findings()).containsExactly(found);
    assertThatThrownBy(tally::throwDefect)
        .hasMessage("the linter broke over a.yaml")
        .hasRootCauseMessage("out of range");
  }
}
