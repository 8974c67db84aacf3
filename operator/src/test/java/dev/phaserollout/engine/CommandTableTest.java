package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.crd.GeneratedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every situation × everything that a person can do, with the outcome written down in the docs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandTableTest {

  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/reference/commands.md");

  private static final List<String> COMMANDS = List.of("retry", "rerun", "abort", "rollback");
  private static final List<String> ANSWERS = List.of("Approve", "Reject", "Retry", "Skip");

  private static final String HEAD =
      """
      # What a command or an answer does, in every situation

      Made from the engine by `CommandTableTest`, which fails when the page is stale. Commands are the annotations
      `phaserollout.dev/retry`, `/rerun`, `/abort` and `/rollback` with the number of the run; answers are `PhaseApproval` objects to
      the question that is open.

      * `→ State` is the state right after it, with what is then started, ended (`ends b`) or undone (`undoes b`).
      * `later` – it is kept, and obeyed when the run, or its rollback, has ended.
      * `refused` – it changes nothing; the token counts as used, and an event says why.
      * `no question` and `no such choice` – nothing is open that could be answered so; an event says why.

      The rollout of the table has one phase with the steps `a` and `b`, each with a rollback; where people approve, `b` is in a
      phase of its own.

      """;

  private record Column(String title, BiFunction<Story, Situation, String> tell) {}

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (String command : COMMANDS) {
      columns.add(new Column(command, (story, situation) -> commanded(story, command)));
    }
    columns.add(new Column("suspend", (story, situation) -> suspended(story)));
    columns.add(new Column("edit", (story, situation) -> edited(story)));
    columns.add(new Column("delete", (story, situation) -> deleted(story)));
    for (String answer : ANSWERS) {
      columns.add(new Column(answer, (story, situation) -> answered(story, answer)));
    }
    return columns;
  }

  @Test
  void the_page_of_commands_is_what_the_engine_does() {
    StringBuilder page = new StringBuilder(HEAD);
    List<Column> columns = columns();
    page.append("| situation | state | kstatus |");
    columns.forEach(column -> page.append(' ').append(column.title()).append(" |"));
    page.append("\n|---|---|---|").append("---|".repeat(columns.size())).append('\n');
    for (Situation situation : Situation.values()) {
      Story story = situation.story();
      page.append("| ").append(situation.title()).append(" | `").append(story.status().state());
      page.append("` | ").append(situation.kstatus()).append(" |");
      for (Column column : columns) {
        page.append(' ').append(column.tell().apply(situation.story(), situation)).append(" |");
      }
      page.append('\n');
    }
    new GeneratedFile(PAGE, page.toString()).holds(getClass());
  }

  @ParameterizedTest
  @EnumSource(Situation.class)
  void an_independent_kstatus_agrees_with_the_design(Situation situation) {
    Story story = situation.story();
    assertThat(KstatusRules.of(story.rollout())).isEqualTo(situation.kstatus());
  }

  @ParameterizedTest
  @EnumSource(Situation.class)
  void what_was_obeyed_once_is_not_obeyed_again(Situation situation) {
    for (String command : COMMANDS) {
      Story story = situation.story().annotated(command, "1");
      PhaseRolloutStatus after = story.decide().decide().status();
      assertThat(story.decide().status()).as(command).isEqualTo(after);
    }
  }

  private static String commanded(Story story, String command) {
    PhaseRolloutStatus before = story.status();
    List<String> asked = story.asked();
    story.annotated(command, "1");
    String changed = change(before, asked, story);
    if (!changed.isEmpty()) {
      return changed;
    }
    return Objects.equals(token(story.status(), command), "1") ? "refused" : "later";
  }

  private static String token(PhaseRolloutStatus status, String command) {
    HandledCommands handled = status.lastHandled();
    if (handled == null) {
      return "";
    }
    Map<String, String> tokens = new TreeMap<>();
    tokens.put("retry", String.valueOf(handled.retry()));
    tokens.put("rerun", String.valueOf(handled.rerun()));
    tokens.put("abort", String.valueOf(handled.abort()));
    tokens.put("rollback", String.valueOf(handled.rollback()));
    return tokens.get(command);
  }

  private static String suspended(Story story) {
    PhaseRolloutStatus before = story.status();
    List<String> asked = story.asked();
    story.suspended();
    String changed = change(before, asked, story);
    return changed.isEmpty() ? "nothing" : changed;
  }

  private static String edited(Story story) {
    PhaseRolloutStatus before = story.status();
    List<String> asked = story.asked();
    story.editedOtherwise();
    String changed = change(before, asked, story);
    if (!changed.isEmpty()) {
      return changed;
    }
    return story.status().run().nextRevision() == null ? "nothing" : "later";
  }

  private static String deleted(Story story) {
    PhaseRolloutStatus before = story.status();
    story.deleted();
    assertThat(story.status()).isEqualTo(before);
    assertThat(story.asked()).isEmpty();
    return "all its Jobs go";
  }

  private static String answered(Story story, String decision) {
    PhaseRolloutStatus before = story.status();
    if (before.questions().isEmpty()) {
      return "no question";
    }
    if (!before.questions().get(0).choices().contains(decision)) {
      return "no such choice";
    }
    List<String> asked = story.asked();
    return change(before, asked, story.answers(before.questions().get(0).id(), decision, "alice"));
  }

  /** Empty where nothing has changed but what was taken note of. */
  private static String change(PhaseRolloutStatus before, List<String> asked, Story story) {
    PhaseRolloutStatus after = story.status();
    List<String> effects = new ArrayList<>(story.asked());
    effects.removeAll(asked);
    boolean next = after.run().number() != before.run().number();
    boolean same =
        Objects.equals(before.state(), after.state())
            && effects.isEmpty()
            && !next
            && before.phases().equals(after.phases())
            && Objects.equals(before.run().rollback(), after.run().rollback())
            && Objects.equals(before.run().result(), after.run().result());
    if (same) {
      return "";
    }
    StringBuilder text = new StringBuilder("→ `" + after.state() + "`");
    if (next) {
      text.append(", run ").append(after.run().number());
    }
    effects.stream().map(CommandTableTest::words).forEach(text::append);
    return text.toString();
  }

  private static String words(String effect) {
    String step = effect.replaceFirst(".*/", "").replaceFirst(" #.*", "");
    if (effect.startsWith("create rollback")) {
      return ", undoes " + step;
    }
    if (effect.startsWith("create")) {
      return ", starts " + step;
    }
    if (effect.startsWith("cancel rollback")) {
      return ", ends the compensation of " + step;
    }
    if (effect.startsWith("cancel stray")) {
      return ", ends a stray Job";
    }
    if (effect.startsWith("measure")) {
      return ", measures again";
    }
    return effect.startsWith("cancel") ? ", ends " + step : "";
  }
}
