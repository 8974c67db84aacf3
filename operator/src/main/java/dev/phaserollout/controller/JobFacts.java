package dev.phaserollout.controller;

import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.RolloutSightings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the API server has answered about Jobs of one rollout, where no cache can say it: that a Job
 * could not be created, that its name is taken, that there is none; and what it has answered about
 * other rollouts.
 */
final class JobFacts {

  /** That there is no such Job counts for the version of the rollout from which it was asked. */
  private record Fact(JobSighting sighting, String askedFrom) {}

  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private Optional<RolloutSightings.Reading> reading = Optional.empty();
  private boolean news;
  private boolean heldUp;

  /**
   * Keeps an answer.
   *
   * @param askedFrom the resource version of the rollout whose status made it be asked
   */
  synchronized void told(JobSighting sighting, String askedFrom) {
    facts.put(sighting.job(), new Fact(sighting, askedFrom));
    news = true;
  }

  /** Other rollouts were read live. */
  synchronized void read(RolloutSightings.Reading answer) {
    reading = Optional.of(answer);
    news = true;
  }

  /** What was read of them since this was asked last: an answer counts for one look. */
  synchronized Optional<RolloutSightings.Reading> takeReading() {
    Optional<RolloutSightings.Reading> answer = reading;
    reading = Optional.empty();
    return answer;
  }

  /** The revision of the run is there by now, which the next decision needs to know. */
  synchronized void revisionStored() {
    news = true;
  }

  /** A revision of a deleted rollout has the name, until it is collected, which nobody tells. */
  synchronized void revisionInTheWay() {
    heldUp = true;
  }

  /** Whether something was in the way since this was asked last. */
  synchronized boolean takeHeldUp() {
    boolean was = heldUp;
    heldUp = false;
    return was;
  }

  /** The Job is there by now, so older answers count no more. */
  synchronized void exists(String job) {
    facts.remove(job);
  }

  /** All answers that count when the rollout is observed in that version. */
  synchronized Map<String, JobSighting> asOf(String resourceVersion) {
    facts
        .values()
        .removeIf(
            fact ->
                fact.sighting() instanceof JobSighting.Absent
                    && !fact.askedFrom().equals(resourceVersion));
    Map<String, JobSighting> known = new LinkedHashMap<>();
    facts.forEach((job, fact) -> known.put(job, fact.sighting()));
    return known;
  }

  /** Whether something was told since this was asked last. */
  synchronized boolean takeNews() {
    boolean had = news;
    news = false;
    return had;
  }
}
