package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.agent.Project;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Role;
import dev.phaserollout.errand.ErrandResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts in which the agent has a part, cut off at every point by the end of their process. */
class ErrandAttemptsIT {

  @TempDir Path folder;
  private Project project;
  private String base;
  private ErrandHost host;

  @BeforeEach
  void begin() throws IOException {
    project = Project.in(folder);
    base = project.head();
    host = new ErrandHost(folder, project.bare().toString());
  }

  @AfterEach
  void end() {
    host.close();
  }

  @Test
  void a_command_works_on_a_clone_and_what_it_leaves_is_committed() {
    host.step(base, "git status --porcelain >&2; cat README.md; echo note >docs/notes");
    AttemptOutcome.Succeeded outcome = (AttemptOutcome.Succeeded) host.outcome();
    assertThat(outcome.errand())
        .hasValueSatisfying(
            errand -> {
              assertThat(errand.outcome()).isEqualTo(Outcome.Advanced);
              assertThat(errand.commit()).contains(project.head());
            });
    assertThat(project.file("docs/notes")).isEqualTo("note");
    assertThat(host.attempt(Role.STEP).log())
        .content()
        .startsWith("shop\n")
        .contains("phaserollout: main has " + project.head());
    host.world().sweep();
    patiently(() -> assertThat(host.attempt(Role.STEP).tree()).doesNotExist());
  }

  @Test
  void after_a_command_that_fails_nothing_is_committed_and_its_clone_stays() {
    host.step(base, "echo note >docs/notes; exit 3");
    assertThat(host.outcome()).isInstanceOf(AttemptOutcome.Failed.class);
    host.world().sweep();
    assertThat(host.attempt(Role.STEP).tree().resolve("docs/notes")).hasContent("note");
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void a_finish_that_was_cut_off_is_done_by_the_next_process_and_the_command_is_not()
      throws IOException {
    Path starts = folder.resolve("starts");
    host.step(base, "echo start >>'" + starts + "'; echo note >docs/notes");
    patiently(
        () -> {
          if (!host.attempt(Role.STEP).claimed()) {
            host.world().goOn();
          }
          assertThat(host.attempt(Role.STEP).exit()).exists();
        });
    assertThat(project.head()).isEqualTo(base);
    host.close();

    host = new ErrandHost(folder, project.bare().toString());
    host.world().discover(1);
    assertThat(host.seen()).as("its time is not counted while its finish is done again").isEmpty();
    assertThat(host.outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);
    assertThat(project.subjects()).containsExactly("docs: written", "Begin");
    assertThat(starts).hasContent("start");
  }

  @Test
  void a_finish_that_has_pushed_and_was_cut_off_makes_no_second_commit() throws IOException {
    host.step(base, "echo note >docs/notes");
    assertThat(host.outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);
    host.close();
    Files.delete(host.attempt(Role.STEP).root().resolve("after.end"));

    host = new ErrandHost(folder, project.bare().toString());
    host.world().discover(1);
    AttemptOutcome.Succeeded again = (AttemptOutcome.Succeeded) host.outcome();
    assertThat(again.errand().orElseThrow().commit()).contains(project.head());
    assertThat(project.subjects()).containsExactly("docs: written", "Begin");
  }

  @Test
  void a_command_whose_checkout_was_cut_off_never_starts_in_a_later_process() throws IOException {
    new ErrandFiles(host.attempt(Role.STEP)).give("shop-write-1a2b-1", host.around(base));
    host.close();

    host = new ErrandHost(folder, project.bare().toString());
    host.world().discover(1);
    assertThat(host.outcome()).isInstanceOf(AttemptOutcome.Interrupted.class);
    host.step(base, "echo note >docs/notes");
    host.world().goOn();
    assertThat(host.attempt(Role.STEP).log()).doesNotExist();
  }

  @Test
  void a_git_directory_that_a_process_was_ended_over_is_made_anew() throws IOException {
    host.step(base, "echo one >docs/notes");
    host.ended();
    host.close();
    Files.createFile(host.git().resolveSibling("git.in-use"));
    Files.writeString(host.git().resolve("config.lock"), "");
    Files.delete(host.attempt(Role.STEP).root().resolve("after.end"));

    host = new ErrandHost(folder, project.bare().toString());
    host.world().discover(1);
    assertThat(host.outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);
    assertThat(host.git().resolveSibling("git.in-use")).doesNotExist();
    assertThat(project.subjects()).containsExactly("docs: written", "Begin");
  }

  @Test
  void an_errand_alone_has_its_result_and_needs_no_command() {
    host.prepare();
    AttemptOutcome.Succeeded outcome = (AttemptOutcome.Succeeded) host.outcome();
    assertThat(outcome.outputs()).isEmpty();
    assertThat(outcome.errand().orElseThrow().outcome()).isEqualTo(Outcome.Prepared);
    assertThat(outcome.errand().orElseThrow().commit()).contains(base);
  }

  @Test
  void an_errand_alone_that_was_cut_off_is_done_by_the_next_process() throws IOException {
    host.prepare();
    host.ended();
    host.close();
    Files.delete(host.attempt(Role.GIT).root().resolve("alone.end"));

    host = new ErrandHost(folder, project.bare().toString());
    host.world().discover(1);
    assertThat(host.outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);
  }

  @Test
  void a_remote_that_is_not_there_is_named() throws IOException {
    host.close();
    host = new ErrandHost(folder, folder.resolve("elsewhere.git").toString());
    host.step(base, "true");
    assertThat(host.outcome())
        .isInstanceOfSatisfying(
            AttemptOutcome.ErrandFailed.class,
            failed -> assertThat(failed.failure().message()).contains("elsewhere.git"));
    assertThat(host.attempt(Role.STEP).claimFile()).doesNotExist();
  }

  @Test
  void an_attempt_that_is_cancelled_while_its_errand_runs_comes_to_nothing() {
    host.step(base, "echo note >docs/notes");
    host.cancel(Role.STEP);
    assertThat(host.ended()).isInstanceOf(JobSighting.Cancelled.class);
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void a_person_who_stops_the_program_is_told_of_a_commit_that_is_being_made() {
    host.step(base, "echo note >docs/notes");
    patiently(
        () -> {
          if (!host.attempt(Role.STEP).claimed()) {
            host.world().goOn();
          }
          assertThat(host.attempt(Role.STEP).exit()).exists();
        });
    host.world().interrupt("Ctrl-C");
    assertThat(host.world().idle()).isFalse();
    assertThat(host.outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);
    patiently(() -> assertThat(host.world().idle()).isTrue());
  }

  @Test
  void without_more_time_a_commit_is_left_to_the_next_process() throws IOException {
    host.step(base, "echo note >docs/notes");
    patiently(
        () -> {
          if (!host.attempt(Role.STEP).claimed()) {
            host.world().goOn();
          }
          assertThat(host.attempt(Role.STEP).exit()).exists();
        });
    host.world().interrupt("Ctrl-C");
    host.world().interrupt("Ctrl-C");
    patiently(() -> assertThat(host.world().idle()).isTrue());
    host.close();

    host = new ErrandHost(folder, project.bare().toString());
    host.world().discover(1);
    assertThat(host.outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);
    assertThat(project.subjects()).containsExactly("docs: written", "Begin");
  }

  @Test
  void an_end_that_cannot_be_kept_is_not_seen_and_nothing_follows_from_it() throws IOException {
    Files.createDirectories(host.attempt(Role.GIT).root().resolve("alone.end.new"));
    host.prepare();
    patiently(
        () ->
            assertThatThrownBy(() -> host.world().world())
                .isInstanceOf(CheckpointUnwritable.class));
    host.world().goOn();
    assertThat(host.world().idle()).isTrue();
  }

  @Test
  void git_finds_the_clone_and_no_other_repository() {
    host.step(base, "git rev-parse --show-toplevel >docs/notes");
    host.ended();
    assertThat(project.file("docs/notes")).isEqualTo(host.attempt(Role.STEP).tree().toString());
  }
}
