package dev.phaserollout.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen outside the rollout, as values.
 *
 * @param jobs sightings by Job name: those of the current run, and those of earlier ones that are
 *     still at work. A name that is missing was not seen, which proves nothing (the reader may be
 *     behind); only {@link JobSighting.Absent} says that a live read found no such Job
 * @param preflight the newest finished preflight; empty while none has finished
 * @param answers what people have answered to questions of this rollout, those that do not count
 *     included
 * @param measurements what was measured and is not counted in the status yet
 * @param rollouts what was seen of other rollouts, where the rollout has dependencies or a group
 */
public record World(
    Map<String, JobSighting> jobs,
    Optional<PreflightReport> preflight,
    List<Answer> answers,
    Map<MeasurementRequest.Key, Measurement> measurements,
    RolloutSightings rollouts) {

  public static final World EMPTY = new World(Map.of(), Optional.empty(), List.of(), Map.of());

  /** A world in which there are no other rollouts. */
  public World(
      Map<String, JobSighting> jobs,
      Optional<PreflightReport> preflight,
      List<Answer> answers,
      Map<MeasurementRequest.Key, Measurement> measurements) {
    this(jobs, preflight, answers, measurements, RolloutSightings.NONE);
  }

  Optional<JobSighting> job(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  Optional<Measurement> measurement(MeasurementRequest.Key key) {
    return Optional.ofNullable(measurements.get(key));
  }
}
