package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.agent.WorkFile.Kind;
import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.MaxAge;
import dev.phaserollout.errand.ContentPattern;
import dev.phaserollout.errand.Glob;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeliverableCheckTest {

  /** Files with their texts; those whose path begins with {@code new} were touched by the run. */
  private record Files(Map<WorkFile, String> texts) implements DeliverableCheck.Evidence {

    Files with(String path, Kind kind, String text) {
      texts.put(new WorkFile(path, kind, text.length(), Instant.EPOCH), text);
      return this;
    }

    @Override
    public List<WorkFile> files(Glob glob) {
      return texts.keySet().stream().filter(file -> glob.matches(file.path())).toList();
    }

    @Override
    public boolean contains(WorkFile file, ContentPattern pattern) {
      return pattern.isIn(texts.get(file));
    }

    @Override
    public boolean touchedByRun(WorkFile file) {
      return file.path().startsWith("new");
    }
  }

  private final Files files =
      new Files(new LinkedHashMap<>())
          .with("new-a.md", Kind.FILE, "SLO: 99.9")
          .with("new-b.md", Kind.EXECUTABLE, "none")
          .with("old.md", Kind.FILE, "SLO: 99")
          .with("link.md", Kind.LINK, "");

  private List<String> missing(Deliverable... deliverables) throws IOException {
    return new DeliverableCheck(files).missing(List.of(deliverables));
  }

  @Test
  void what_is_there_is_not_missing() throws IOException {
    assertThat(
            missing(
                new Deliverable("*.md", 3, null, null),
                new Deliverable("old.md", null, "SLO", null),
                new Deliverable("*.md", 2, null, MaxAge.Run)))
        .isEmpty();
  }

  @Test
  void one_file_is_asked_for_where_no_number_is_said() throws IOException {
    assertThat(missing(new Deliverable("*.txt", null, null, null)))
        .containsExactly("*.txt: found 0 files, expected at least 1");
  }

  @Test
  void links_do_not_count_and_are_spoken_of() throws IOException {
    assertThat(missing(new Deliverable("*.md", 4, null, null)))
        .containsExactly(
            "*.md: found 3 files, expected at least 4 (beside 1 that are links and no files)");
  }

  @Test
  void files_that_the_run_began_with_do_not_count_where_it_had_to_touch_them() throws IOException {
    assertThat(missing(new Deliverable("old.md", 1, null, MaxAge.Run)))
        .containsExactly(
            "old.md: found 0 files that this run has touched, expected at least 1"
                + " (beside 1 that the run began with)");
  }

  @Test
  void every_file_that_counts_has_to_contain_the_text() throws IOException {
    assertThat(missing(new Deliverable("new-*.md", 2, "SLO", null)))
        .containsExactly("new-b.md: found no 'SLO' in it, expected it in every file of new-*.md");
  }

  @Test
  void everything_that_is_missing_is_told_at_once() throws IOException {
    assertThat(
            missing(
                new Deliverable("*.txt", 2, null, null),
                new Deliverable("../x", null, null, null),
                new Deliverable("old.md", null, "/(/", null),
                new Deliverable("old.md", null, "absent", null),
                new Deliverable("old.md", null, null, MaxAge.Unknown)))
        .hasSize(5);
  }
}
