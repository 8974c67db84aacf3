package dev.phaserollout.local;

import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Attempts in which the agent has a part: has done what is due in each, one thing after the other.
 * What an attempt was asked to do is kept in its folder; but its command is only started by the
 * process that was asked for it, so that a person who comes back gets an attempt with a new
 * checkout. For one thread.
 */
final class AgentAttempts {

  private final ErrandRunner runner;
  private final AttemptCourse course;
  private final Map<String, JobRequest> held = new HashMap<>();

  AgentAttempts(ErrandRunner runner, AttemptCourse course) {
    this.runner = runner;
    this.course = course;
  }

  /** Begins an attempt, unless it was begun before. */
  void begin(JobRequest request, JobErrands errands, AttemptFolder folder) throws IOException {
    new ErrandFiles(folder).give(request.name(), errands);
    if (!folder.claimed()) {
      held.put(request.name(), request);
    }
  }

  /** Whether the command of an attempt may still be started by this process. */
  boolean holds(String job) {
    return held.containsKey(job);
  }

  /** The command of an attempt has been started; if it was not, the attempt is asked for again. */
  void started(String job) {
    held.remove(job);
  }

  /** Has the agent do what is due for it; the request, where it is time for its command. */
  Optional<JobRequest> goOn(String job, JobErrands errands, AttemptFolder folder)
      throws IOException {
    switch (course.next(folder, job, errands, holds(job))) {
      case CHECKOUT -> submit(job, ErrandPart.BEFORE, errands, folder);
      case FINISH -> submit(job, ErrandPart.AFTER, errands, folder);
      case ERRAND -> submit(job, ErrandPart.ALONE, errands, folder);
      case COMMAND -> {
        return Optional.ofNullable(held.get(job));
      }
      case NOTHING -> {}
    }
    return Optional.empty();
  }

  private void submit(String job, ErrandPart part, JobErrands errands, AttemptFolder folder) {
    if (errands instanceof JobErrands.Alone alone) {
      runner.submit(job, part, alone.errand(), folder);
    } else if (errands instanceof JobErrands.Around around && part == ErrandPart.BEFORE) {
      runner.submit(job, part, around.before(), folder);
    } else if (errands instanceof JobErrands.Around around) {
      around.after().ifPresent(after -> runner.submit(job, part, after, folder));
    }
  }

  /** Whether an errand of the attempt is under way. */
  boolean atWork(String job) {
    return runner.atWork(job).isPresent();
  }

  /**
   * Whether an errand is under way that ends by itself and soon, and that had better not be done
   * half: all but a checkout, which a later attempt does anew.
   */
  boolean concludes(String job) {
    return runner.atWork(job).filter(part -> part != ErrandPart.BEFORE).isPresent();
  }

  /** Gives an attempt up. */
  void cancel(String job) {
    held.remove(job);
    runner.cancel(job);
  }

  /** Why an end could not be kept; empty where all were. */
  Optional<IOException> unwritten(String job) {
    return runner.unwritten(job);
  }

  void close() {
    runner.close();
  }
}
