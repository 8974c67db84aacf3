package dev.phaserollout.local;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.errand.ErrandEnd;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/**
 * From the files of an attempt in which the agent has a part to what is known of it: working tree,
 * command, end; or an errand and no command.
 */
final class AttemptCourse {

  private final AttemptReader command;
  private final ErrandRunner runner;

  AttemptCourse(AttemptReader command, ErrandRunner runner) {
    this.command = command;
    this.runner = runner;
  }

  /** What comes next in an attempt. */
  enum Next {
    CHECKOUT,
    COMMAND,
    FINISH,
    ERRAND,
    /** Something is under way, or all is done. */
    NOTHING
  }

  /**
   * What is due now.
   *
   * @param held whether the command may still be started by this process
   */
  Next next(AttemptFolder folder, String job, JobErrands errands, boolean held) throws IOException {
    if (runner.atWork(job).isPresent() || Files.exists(folder.cancelled())) {
      return Next.NOTHING;
    }
    ErrandFiles files = new ErrandFiles(folder);
    if (errands instanceof JobErrands.Alone) {
      return files.endOf(ErrandPart.ALONE).isEmpty() ? Next.ERRAND : Next.NOTHING;
    }
    if (!folder.claimed()) {
      Optional<ErrandEnd> before = files.endOf(ErrandPart.BEFORE);
      return !held
          ? Next.NOTHING
          : before.isEmpty()
              ? Next.CHECKOUT
              : before.get() instanceof ErrandResult ? Next.COMMAND : Next.NOTHING;
    }
    return finishes(errands)
            && succeeded(command.look(folder, job)).isPresent()
            && files.endOf(ErrandPart.AFTER).isEmpty()
        ? Next.FINISH
        : Next.NOTHING;
  }

  /** What is known of the attempt; empty where there is no trace of it but what it was to do. */
  Optional<JobSighting> look(AttemptFolder folder, String job, JobErrands errands, boolean held)
      throws IOException {
    // In this order: the runner lets go of an attempt once its end is on disk.
    Optional<ErrandPart> atWork = runner.atWork(job);
    Optional<Instant> since = runner.since(job);
    ErrandFiles files = new ErrandFiles(folder);
    if (errands instanceof JobErrands.Alone) {
      return Optional.of(alone(folder, job, files, atWork.isPresent(), since));
    }
    if (folder.claimed()) {
      return claimed(folder, job, errands, files, atWork.isPresent());
    }
    Optional<ErrandEnd> before = files.endOf(ErrandPart.BEFORE);
    if (before.isPresent() && before.get() instanceof ErrandFailure failure) {
      return Optional.of(failed(job, files.endedAt(ErrandPart.BEFORE), failure));
    }
    return held || atWork.isPresent()
        ? Optional.of(active(job, Optional.empty()))
        : Optional.empty();
  }

  private static JobSighting alone(
      AttemptFolder folder, String job, ErrandFiles files, boolean atWork, Optional<Instant> since)
      throws IOException {
    Optional<ErrandEnd> end = files.endOf(ErrandPart.ALONE);
    if (end.isPresent()) {
      return ended(job, "", files.endedAt(ErrandPart.ALONE), end.get());
    }
    return !atWork && Files.exists(folder.cancelled())
        ? new JobSighting.Cancelled(job, AttemptReader.uid(job))
        : active(job, since);
  }

  private Optional<JobSighting> claimed(
      AttemptFolder folder, String job, JobErrands errands, ErrandFiles files, boolean atWork)
      throws IOException {
    Optional<JobSighting> seen = command.look(folder, job);
    Optional<AttemptOutcome.Succeeded> succeeded = succeeded(seen);
    if (succeeded.isEmpty() || !finishes(errands)) {
      return seen;
    }
    Optional<ErrandEnd> after = files.endOf(ErrandPart.AFTER);
    if (after.isPresent()) {
      return Optional.of(
          ended(job, succeeded.get().outputs(), files.endedAt(ErrandPart.AFTER), after.get()));
    }
    return Optional.of(
        !atWork && Files.exists(folder.cancelled())
            ? new JobSighting.Cancelled(job, AttemptReader.uid(job))
            : active(job, AttemptFolder.time(folder.claimFile())));
  }

  private static boolean finishes(JobErrands errands) {
    return errands instanceof JobErrands.Around around && around.after().isPresent();
  }

  private static Optional<AttemptOutcome.Succeeded> succeeded(Optional<JobSighting> seen) {
    return seen.filter(JobSighting.Ended.class::isInstance)
        .map(sighting -> ((JobSighting.Ended) sighting).outcome())
        .filter(AttemptOutcome.Succeeded.class::isInstance)
        .map(AttemptOutcome.Succeeded.class::cast);
  }

  private static JobSighting active(String job, Optional<Instant> since) {
    return new JobSighting.Active(job, AttemptReader.uid(job), since, Optional.empty());
  }

  private static JobSighting ended(String job, String outputs, Instant at, ErrandEnd end) {
    return end instanceof ErrandResult result
        ? new JobSighting.Ended(
            job,
            AttemptReader.uid(job),
            new AttemptOutcome.Succeeded(
                at, outputs, AttemptReader.OUTPUTS_BYTES_MAX, Optional.of(result)))
        : failed(job, at, (ErrandFailure) end);
  }

  private static JobSighting failed(String job, Instant at, ErrandFailure failure) {
    return new JobSighting.Ended(
        job, AttemptReader.uid(job), new AttemptOutcome.ErrandFailed(at, failure));
  }
}
