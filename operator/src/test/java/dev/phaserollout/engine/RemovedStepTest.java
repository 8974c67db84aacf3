package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What an edit has removed from a spec while its work stands. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RemovedStepTest {

  private static final String UNDO = "rollback: {run: {command: [down]}}";

  /** Steps {@code a}, {@code x} and {@code b}, of which an edit leaves {@code x} out. */
  private static final String X =
      "{name: x, run: {image: 'x:1', command: [up]}, outputs: [{name: id}],"
          + " rollback: {run: {command: [down-x]}}},";

  private static final String ID = "{\"id\":\"42\"}";

  private static String spec(String onFailure, String between, String more) {
    return """
        {rollback: {onFailure: ON_FAILURE}, stepDefaults: {image: 'app:1'}, MORE
         phases: [
          {name: p, steps: [
            {name: a, run: {command: [up]}, UNDO}, BETWEEN
            {name: b, run: {command: [up]}, UNDO}]},
          {name: q, steps: [{name: c, run: {command: [up]}, UNDO}]}]}
        """
        .replace("ON_FAILURE", onFailure)
        .replace("MORE", more)
        .replace("BETWEEN", between)
        .replace("UNDO", UNDO);
  }

  private static String with(String between) {
    return spec("None", between, "");
  }

  private static String without() {
    return spec("Automatic", "", "");
  }

  /** Run 1 has done {@code a} and {@code x}, and {@code b} has failed. */
  private static Story failed(String spec) {
    return Story.of(spec)
        .begin()
        .succeeds("p/a #1")
        .succeeds("p/x #1", ID)
        .fails("p/b #1", 1)
        .state("Failed");
  }

  @Test
  void it_is_undone_when_a_later_run_fails_in_the_place_that_it_had() {
    Story story = failed(with(X)).edited(without()).decide().asks("create step p/b #1");
    story.step("x", "Removed").says("1 of 2 steps done");
    story.fails("p/b #1", 1).asks("create rollback p/b #1");
    story.succeeds("rollback p/b #1").asks("create rollback p/x #1");
    story.succeeds("rollback p/x #1").asks("create rollback p/a #1");
    story.succeeds("rollback p/a #1").state("RolledBack").says("3 of 3 steps compensated");
  }

  @Test
  void it_is_undone_as_the_revision_says_that_it_was_made_from() {
    String made = spec("None", X, "release: {version: v1}, parameters: [{name: zone, value: eu}],");
    Story story = failed(made).edited(spec("Automatic", "", "release: {version: v2},")).decide();
    story.fails("p/a #1", 1).succeeds("rollback p/b #1");
    JobRequest undo = story.request("rollback p/x #1");
    assertThat(undo.container().command()).containsExactly("down-x");
    assertThat(undo.container().image()).isEqualTo("x:1");
    assertThat(undo.environment())
        .containsEntry("OUTPUT_ID", "42")
        .containsEntry("PARAM_ZONE", "eu")
        .containsEntry("PHASEROLLOUT_RELEASE", "v1")
        .containsEntry("PHASEROLLOUT_RUN", "2");
  }

  @Test
  void it_is_kept_over_any_number_of_edits_until_a_run_succeeds() {
    Story story = failed(with(X)).edited(with("").replace("[up]", "[up2]")).decide();
    story.fails("p/a #1", 1).state("Failed").edited(without()).decide().step("x", "Removed");
    story.succeeds("p/a #1").succeeds("p/b #1").succeeds("q/c #1").state("Succeeded");
    story.edited(spec("Automatic", "", "release: {version: v2},")).decide();
    assertThat(names(story)).containsExactly("a", "b", "c");
    story.fails("p/a #1", 1).succeeds("rollback p/a #1").state("RolledBack");
  }

  @Test
  void a_run_that_succeeded_beside_it_and_is_rolled_back_by_hand_undoes_it_too() {
    Story story = failed(with(X)).edited(without()).decide();
    story.succeeds("p/b #1").succeeds("q/c #1").state("Succeeded").annotated("rollback", "2");
    story.succeeds("rollback q/c #1").succeeds("rollback p/b #1");
    story.asks("create rollback p/x #1");
  }

  @Test
  void it_is_undone_with_a_phase_that_an_edit_removed() {
    String whole =
        with(X)
            .replace(
                "{name: q,",
                "{name: r, steps: [{name: y, run: {command: [up]}, " + UNDO + "}]},{name: q,");
    Story story = Story.of(whole).begin().succeeds("p/a #1").succeeds("p/x #1", ID);
    story.succeeds("p/b #1").succeeds("r/y #1").fails("q/c #1", 1).edited(without()).decide();
    story.phase("r", "Removed").says("phase p (1/2)").fails("p/b #1", 1);
    story.succeeds("rollback q/c #1").asks("create rollback r/y #1");
    story.succeeds("rollback r/y #1").asks("create rollback p/b #1");
    story.succeeds("rollback p/b #1").asks("create rollback p/x #1");
    assertThat(story.status().run().rollback().steps()).isEqualTo(5);
  }

  @Test
  void the_scope_of_a_phase_leaves_a_removed_phase_alone() {
    String first = "phases: [{name: o, steps: [{name: y, run: {command: [up]}, " + UNDO + "}]},";
    Story story = Story.of(with(X).replace("phases: [", first)).begin().succeeds("o/y #1");
    story.succeeds("p/a #1").succeeds("p/x #1", ID).fails("p/b #1", 1);
    story.edited(without().replace("onFailure: Automatic", "onFailure: Automatic, scope: Phase"));
    story.decide().fails("p/b #1", 1).succeeds("rollback p/b #1").succeeds("rollback p/x #1");
    story.succeeds("rollback p/a #1").state("RolledBack").says("3 of 3");
  }

  @Test
  void one_that_comes_back_is_run_anew_and_undone_as_the_spec_says_by_then() {
    Story story = failed(with(X)).edited(with("")).decide().fails("p/b #1", 1);
    story.edited(spec("Automatic", X.replace("down-x", "down-new"), "")).decide();
    story.asks("create step p/x #1").step("a", "Succeeded").fails("p/x #1", 1);
    story.asks("create rollback p/b #1").succeeds("rollback p/b #1");
    assertThat(story.request("rollback p/x #1").container().command()).containsExactly("down-new");
  }

  @Test
  void one_that_is_undone_is_not_undone_again() {
    Story story = failed(with(X)).edited(without()).decide().fails("p/b #1", 1);
    for (String step : List.of("p/b", "p/x", "p/a")) {
      story.succeeds("rollback " + step + " #1");
    }
    story.annotated("retry", "2").decide();
    assertThat(names(story)).containsExactly("a", "b", "c");
  }

  @Test
  void one_without_rollback_is_named_and_so_is_one_whose_revision_is_gone() {
    String plain = "{name: x, run: {command: [up]}},";
    Story story = failed(with(plain)).edited(without()).decide().fails("p/b #1", 1);
    story.succeeds("rollback p/b #1").succeeds("rollback p/a #1").state("RolledBack");
    story.says("2 of 2 steps compensated; without rollback: x");

    Story lost = failed(with(X)).edited(without()).decide().forgettingRevisions().decide();
    lost.fails("p/b #1", 1).succeeds("rollback p/b #1").succeeds("rollback p/a #1");
    lost.state("RolledBack").says("without rollback: x");
  }

  @Test
  void a_step_that_has_lost_its_rollback_is_named() {
    String bare = "{name: x, run: {image: 'x:1', command: [up]}},";
    Story story = failed(with(X)).edited(spec("Automatic", bare, "release: {version: v2},"));
    story.decide().fails("p/a #1", 1).succeeds("rollback p/b #1").succeeds("rollback p/a #1");
    story.state("RolledBack").says("2 of 2 steps compensated; without rollback: x");
  }

  @Test
  void a_finally_step_may_have_its_name() {
    String last = "finally: [{name: x, run: {command: [say]}}],";
    Story story = failed(with(X)).edited(spec("Automatic", "", last)).decide();
    story.fails("p/b #1", 1).succeeds("rollback p/b #1").asks("create rollback p/x #1");
    story.succeeds("rollback p/x #1").succeeds("rollback p/a #1").asks("create step finally/x #1");
    story.succeeds("finally/x #1").state("RolledBack").says("3 of 3");
  }

  @Test
  void an_edit_before_the_run_has_begun_does_not_lose_its_revision() {
    Story story =
        failed(with(X)).withoutPreflight().edited(spec("None", X, "release: {version: v2},"));
    story.edited(without()).step("x", "Removed");
    story.withPreflight().decide().decide().fails("p/b #1", 1).succeeds("rollback p/b #1");
    story.asks("create rollback p/x #1");
  }

  @Test
  void its_compensation_that_fails_stops_the_rollback_and_is_gone_on_with() {
    Story story = failed(with(X)).edited(without()).decide().fails("p/b #1", 1);
    story.succeeds("rollback p/b #1").fails("rollback p/x #1", 1).state("RollbackFailed");
    story.says("standing undone: a, x").annotated("retry", "2").asks("create rollback p/x #2");
  }

  @Test
  void what_is_more_than_a_status_can_keep_is_named() {
    String many =
        IntStream.range(0, 23)
            .mapToObj(i -> X.replace("name: x", "name: x" + i))
            .collect(Collectors.joining());
    Story story = Story.of(with(many)).begin().succeeds("p/a #1");
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 23; i++) {
        story.succeeds("p/" + name(round, i) + " #1", ID);
      }
      String next = many.replace("name: x", "name: x" + (round + 1) + "-");
      story.fails("p/b #1", 1).edited(round == 3 ? without() : with(next)).decide();
    }
    assertThat(names(story).stream().filter(name -> name.startsWith("x"))).hasSize(75);
    assertThat(story.status().run().forgotten()).hasSize(17).contains("x6", "x22");
    story.fails("p/b #1", 1).succeeds("rollback p/b #1");
    assertThat(story.status().run().rollback().withoutRollback()).hasSize(17);
  }

  private static String name(int round, int number) {
    return round == 0 ? "x" + number : "x" + round + "-" + number;
  }

  private static List<String> names(Story story) {
    return story.status().phases().stream()
        .map(PhaseStatus::steps)
        .flatMap(List::stream)
        .map(StepStatus::name)
        .toList();
  }
}
