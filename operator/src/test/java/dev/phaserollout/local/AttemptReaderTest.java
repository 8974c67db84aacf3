package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of an attempt say, whoever was killed when. */
class AttemptReaderTest {

  private static final String JOB = "checkout-migrate-1a2b-1";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant MUCH_LATER = NOON.plusSeconds(60);
  private static final long NOBODY = 0;

  @TempDir Path root;

  @Test
  void without_a_claim_it_was_never_started() throws IOException {
    Files.writeString(root.resolve("command"), "migrate");
    assertThat(look()).isEmpty();
  }

  @Test
  void claimed_by_a_living_process_it_is_at_work_since_the_claim() throws IOException {
    claimedBySomebodyAlive();
    assertThat(look().orElseThrow())
        .isInstanceOfSatisfying(
            JobSighting.Active.class, active -> assertThat(active.runningSince()).contains(NOON));
  }

  @Test
  void claimed_by_a_process_whose_number_is_now_anothers_it_is_lost() throws IOException {
    claim(new Claim(JOB, ProcessHandle.current().pid(), "another-boot.1"));
    assertThat(outcome()).isInstanceOf(AttemptOutcome.Lost.class);
  }

  @Test
  void claimed_by_a_dead_process_without_an_exit_it_is_lost() throws IOException {
    claim(new Claim(JOB, NOBODY, "some-boot.1"));
    assertThat(outcome()).isInstanceOf(AttemptOutcome.Lost.class);
  }

  @Test
  void half_an_exit_record_is_none() throws IOException {
    claim(new Claim(JOB, NOBODY, "some-boot.1"));
    write("exit", "0", NOON);
    assertThat(outcome()).isInstanceOf(AttemptOutcome.Lost.class);
  }

  @Test
  void half_a_claim_is_being_written_for_a_while_and_then_lost() throws IOException {
    write("claim", "job=" + JOB, NOON);
    assertThat(look(NOON.plusMillis(100)).orElseThrow()).isInstanceOf(JobSighting.Active.class);
    assertThat(outcome()).isInstanceOf(AttemptOutcome.Lost.class);
  }

  @Test
  void an_exit_code_of_zero_is_success_with_the_text_of_its_outputs() throws IOException {
    claimedBySomebodyAlive();
    write("exit", "0 \n", NOON.plusSeconds(5));
    write("outputs", "{\"a\": \"1\"}", NOON.plusSeconds(4));
    assertThat(outcome())
        .isEqualTo(new AttemptOutcome.Succeeded(NOON.plusSeconds(5), "{\"a\": \"1\"}", 4096));
  }

  @Test
  void outputs_are_read_no_further_than_a_cluster_would_carry_them() throws IOException {
    claimedBySomebodyAlive();
    write("exit", "0 \n", NOON);
    write("outputs", "x".repeat(5000), NOON);
    assertThat(((AttemptOutcome.Succeeded) outcome()).outputs()).hasSize(4096);
  }

  @Test
  void a_failure_says_the_code_and_the_last_line_of_the_log_without_its_colours()
      throws IOException {
    claimedBySomebodyAlive();
    write("exit", "137 \n", NOON);
    write("log", "first\n\u001b[31mtoken hunter22 refused\u001b[0m\n\n", NOON);
    assertThat(outcome())
        .isEqualTo(
            new AttemptOutcome.Failed(
                NOON, 137, "NonZeroExit", "exit code 137 (ended by signal 9): token *** refused"));
  }

  @Test
  void a_command_that_is_not_there_could_not_be_run() throws IOException {
    claimedBySomebodyAlive();
    write("exit", "127 CommandNotFound\n", NOON);
    write("command", "migrat up\n# in /tmp\n", NOON);
    assertThat(outcome())
        .isEqualTo(
            new AttemptOutcome.Error(
                NOON,
                "CommandNotFound",
                "command migrat up was not found on this host; install it, or give its path from"
                    + " the step's directory (exit code 127)"));
  }

  @Test
  void what_can_never_be_run_is_an_error_that_says_why_and_is_never_started() throws IOException {
    AttemptFolder folder = new AttemptFolder(root);
    assertThat(folder.neverRuns(JOB, new NotRunnable("InvalidText", "word 2: found a NUL")))
        .isTrue();
    assertThat(folder.claim(new Claim(JOB, 1, "late"))).isFalse();
    assertThat(outcome())
        .isInstanceOfSatisfying(
            AttemptOutcome.Error.class,
            error -> {
              assertThat(error.reason()).isEqualTo("InvalidText");
              assertThat(error.message()).isEqualTo("word 2: found a NUL");
            });
  }

  @Test
  void what_somebody_runs_is_not_called_impossible() throws IOException {
    claimedBySomebodyAlive();
    AttemptFolder folder = new AttemptFolder(root);
    assertThat(folder.neverRuns(JOB, new NotRunnable("InvalidText", "a NUL"))).isFalse();
    assertThat(look().orElseThrow()).isInstanceOf(JobSighting.Active.class);
  }

  @Test
  void ended_before_it_was_cancelled_it_has_ended_by_itself() throws IOException {
    claimedBySomebodyAlive();
    write("exit", "0 \n", NOON.plusSeconds(1));
    write("cancelled", "", NOON.plusSeconds(2));
    assertThat(outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);
  }

  @Test
  void whatever_it_exits_with_after_it_was_cancelled_it_is_cancelled() throws IOException {
    claimedBySomebodyAlive();
    write("cancelled", "", NOON.plusSeconds(2));
    write("exit", "0 \n", NOON.plusSeconds(3));
    assertThat(look().orElseThrow()).isInstanceOf(JobSighting.Cancelled.class);
  }

  @Test
  void cancelled_before_it_was_started_it_never_can_start() throws IOException {
    AttemptFolder folder = new AttemptFolder(root);
    write("cancelled", "", NOON);
    assertThat(folder.claim(Claim.neverToStart(JOB))).isTrue();
    assertThat(folder.claim(new Claim(JOB, 1, "late"))).isFalse();
    assertThat(look().orElseThrow()).isInstanceOf(JobSighting.Cancelled.class);
  }

  @Test
  void taken_away_by_a_person_it_is_interrupted_and_says_how() throws IOException {
    claimedBySomebodyAlive();
    write("interrupted", "ended by Ctrl-C\n", NOON.plusSeconds(1));
    write("exit", "143 \n", NOON.plusSeconds(2));
    assertThat(outcome())
        .isEqualTo(new AttemptOutcome.Interrupted(NOON.plusSeconds(1), "ended by Ctrl-C"));
  }

  @Test
  void a_folder_that_another_attempt_has_claimed_is_foreign() throws IOException {
    claim(new Claim("payments-migrate-9f9f-1", NOBODY, "some-boot.1"));
    assertThat(look().orElseThrow())
        .isEqualTo(new JobSighting.Foreign(JOB, "payments-migrate-9f9f-1 in " + root));
  }

  private void claimedBySomebodyAlive() throws IOException {
    long pid = ProcessHandle.current().pid();
    claim(new Claim(JOB, pid, ProcessBirth.of(pid).orElseThrow()));
  }

  private void claim(Claim claim) throws IOException {
    write("claim", claim.text(), NOON);
  }

  private void write(String name, String text, Instant at) throws IOException {
    Path file = Files.writeString(root.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private Optional<JobSighting> look() throws IOException {
    return look(MUCH_LATER);
  }

  private Optional<JobSighting> look(Instant now) throws IOException {
    LogTail tail = new LogTail(new Secrets(List.of("hunter22")));
    return new AttemptReader(tail, Clock.fixed(now, ZoneOffset.UTC))
        .look(new AttemptFolder(root), JOB);
  }

  private AttemptOutcome outcome() throws IOException {
    return ((JobSighting.Ended) look().orElseThrow()).outcome();
  }
}
