package dev.phaserollout.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * One Job as it was seen. Every sighting is a fact that stays true, or that a later sighting
 * replaces.
 */
public sealed interface JobSighting {

  String job();

  /**
   * The Job exists and has not ended. {@code runningSince} is present once the step's container has
   * started.
   */
  record Active(String job, String uid, Optional<Instant> runningSince, Optional<Trouble> trouble)
      implements JobSighting {}

  /** The Job has ended by itself. */
  record Ended(String job, String uid, AttemptOutcome outcome) implements JobSighting {}

  /** The Job is suspended and none of its pods is left: it can do nothing any more. */
  record Cancelled(String job, String uid) implements JobSighting {}

  /** The name is taken by an object that is not the attempt's Job; {@code owner} describes it. */
  record Foreign(String job, String owner) implements JobSighting {}

  /** The Job could not be created and does not exist. */
  record NotCreated(String job, Trouble trouble) implements JobSighting {}

  /** A live read found no such Job. */
  record Absent(String job) implements JobSighting {}
}
