package dev.phaserollout.local;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** From the files of an attempt to what is known of it. */
final class AttemptReader {

  /** What a pod's termination message carries, so that what works here works on a cluster. */
  static final int OUTPUTS_BYTES_MAX = 4096;

  private static final Duration CLAIM_IS_WRITTEN_WITHIN = Duration.ofSeconds(2);

  private final LogTail tail;
  private final Clock clock;

  AttemptReader(LogTail tail, Clock clock) {
    this.tail = tail;
    this.clock = clock;
  }

  /** Empty when nobody has claimed the attempt: it was never started. */
  Optional<JobSighting> look(AttemptFolder folder, String job) throws IOException {
    Optional<String> text = AttemptFolder.text(folder.claimFile());
    Optional<Instant> since = AttemptFolder.time(folder.claimFile());
    if (text.isEmpty() || since.isEmpty()) {
      return Optional.empty();
    }
    Optional<Claim> claim = Claim.parse(text.get());
    Optional<JobSighting> foreign =
        claim
            .map(Claim::job)
            .filter(owner -> !owner.equals(job))
            .map(owner -> new JobSighting.Foreign(job, owner + " in " + folder.root()));
    return foreign.isPresent() ? foreign : Optional.of(claimed(folder, job, claim, since.get()));
  }

  private JobSighting claimed(
      AttemptFolder folder, String job, Optional<Claim> claim, Instant since) throws IOException {
    String uid = uid(job);
    // In this order: the script writes how it ended while it is still alive.
    boolean atWork = claim.map(Claim::alive).orElseGet(() -> beingWritten(since));
    Optional<ExitRecord> exit = AttemptFolder.text(folder.exit()).flatMap(ExitRecord::parse);
    if (exit.isEmpty() && atWork) {
      return new JobSighting.Active(job, uid, claim.map(known -> since), Optional.empty());
    }
    Instant at = AttemptFolder.time(folder.exit()).orElse(since);
    if (cameBefore(folder.cancelled(), exit, at)) {
      return new JobSighting.Cancelled(job, uid);
    }
    if (cameBefore(folder.interrupted(), exit, at)) {
      String by = AttemptFolder.text(folder.interrupted()).orElse("").strip();
      Instant taken = AttemptFolder.time(folder.interrupted()).orElse(at);
      return new JobSighting.Ended(job, uid, new AttemptOutcome.Interrupted(taken, by));
    }
    AttemptOutcome outcome = exit.isPresent() ? ended(folder, at, exit.get()) : lost(folder);
    return new JobSighting.Ended(job, uid, outcome);
  }

  private boolean beingWritten(Instant since) {
    return clock.instant().isBefore(since.plus(CLAIM_IS_WRITTEN_WITHIN));
  }

  /** An attempt that ended by itself before it was to be ended has ended by itself. */
  private static boolean cameBefore(Path mark, Optional<ExitRecord> exit, Instant endedAt)
      throws IOException {
    Optional<Instant> marked = AttemptFolder.time(mark);
    return marked.isPresent() && (exit.isEmpty() || !endedAt.isBefore(marked.get()));
  }

  private AttemptOutcome ended(AttemptFolder folder, Instant at, ExitRecord exit)
      throws IOException {
    if (!exit.reason().isEmpty()) {
      return new AttemptOutcome.Error(at, exit.reason(), notRunnable(folder, exit));
    }
    if (exit.code() == 0) {
      return new AttemptOutcome.Succeeded(at, outputs(folder.outputs()), OUTPUTS_BYTES_MAX);
    }
    List<String> lastLine = tail.last(folder.log(), 1);
    String said = lastLine.isEmpty() ? "" : ": " + lastLine.get(0);
    return new AttemptOutcome.Failed(at, exit.code(), "NonZeroExit", exit.sentence() + said);
  }

  private String notRunnable(AttemptFolder folder, ExitRecord exit) throws IOException {
    String command = AttemptFolder.text(folder.command()).orElse("").lines().findFirst().orElse("");
    String code = " (exit code " + exit.code() + ")";
    return switch (exit.reason()) {
      case "CommandNotFound" ->
          "command "
              + command
              + " was not found on this host; install it, or give its path from the step's directory"
              + code;
      case "CommandNotExecutable" ->
          "command "
              + command
              + " is no program that may be executed; make it one with: chmod +x"
              + code;
      case "CommandIsFolder" ->
          "command " + command + " is a folder; give the path of the program in it" + code;
      default -> String.join(" ", tail.last(folder.log(), 1));
    };
  }

  /** What is known of an attempt that was claimed and whose folder is not there any more. */
  JobSighting vanished(AttemptFolder folder, String job) {
    return new JobSighting.Ended(
        job,
        uid(job),
        new AttemptOutcome.Lost(
            clock.instant(),
            folder.root()
                + ": found nothing, expected how the step ended; the folder was removed after the"
                + " step had started, so see what the step has done, and let nothing remove the"
                + " state folder during a run"));
  }

  private AttemptOutcome lost(AttemptFolder folder) {
    return new AttemptOutcome.Lost(
        clock.instant(),
        "what ran the step was killed before it could record how the step ended; read "
            + folder.log()
            + " to see how far it came");
  }

  private static String outputs(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return new String(bytes.readNBytes(OUTPUTS_BYTES_MAX), StandardCharsets.UTF_8);
    }
  }

  /** An attempt is claimed once and never again, so its name is identity enough. */
  static String uid(String job) {
    return UUID.nameUUIDFromBytes(job.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
