package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.Wake;
import dev.phaserollout.engine.World;
import dev.phaserollout.simulator.cluster.FakeCluster;
import dev.phaserollout.simulator.cluster.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One controller process that believes that it leads: caches that lag, a clock of its own, and what
 * it was told in answer to its requests. All of that is gone when it crashes.
 */
final class Leader {

  private final String name;
  private final FakeCluster cluster;
  private final Map<String, JobSighting> sightings = new LinkedHashMap<>();
  private final Map<String, Integer> readAt = new HashMap<>();
  private final Map<String, Integer> absentFor = new HashMap<>();
  private final Map<String, Revision> revisions = new HashMap<>();
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final Map<MeasurementRequest.Key, Measurement> measurements = new LinkedHashMap<>();
  private final Map<MeasurementRequest.Key, Measuring> measuring = new LinkedHashMap<>();
  private int version;
  private int position;
  private Duration clockOffset = Duration.ZERO;
  private boolean awake;
  private Optional<Wake> wake = Optional.empty();
  private Optional<Instant> busyUntil = Optional.empty();
  private Optional<PreflightReport> preflight = Optional.empty();
  private Optional<Revision> preflighted = Optional.empty();
  private Instant preflightDue = Instant.EPOCH;

  /** A measurement under way: when it will be there, and what it will be. */
  private record Measuring(Instant dueAt, Measurement result) {}

  Leader(String name, FakeCluster cluster) {
    this.name = name;
    this.cluster = cluster;
  }

  /** A new process under the old name: its caches are filled anew, as of the given points. */
  void startAnew(int asOfVersion, int asOfPosition) {
    sightings.clear();
    readAt.clear();
    absentFor.clear();
    revisions.clear();
    answers.clear();
    measurements.clear();
    measuring.clear();
    preflight = Optional.empty();
    preflighted = Optional.empty();
    busyUntil = Optional.empty();
    wake = Optional.empty();
    position = 0;
    version = asOfVersion;
    hear(asOfVersion, asOfPosition);
    awake = true;
  }

  /** Lets its caches catch up to these points; they never go back. */
  void hear(int upToVersion, int upToPosition) {
    if (upToVersion > version) {
      version = upToVersion;
      absentFor
          .entrySet()
          .removeIf(
              entry -> {
                boolean outdated = entry.getValue() < version;
                if (outdated && sightings.get(entry.getKey()) instanceof JobSighting.Absent) {
                  sightings.remove(entry.getKey());
                }
                return outdated;
              });
      awake = true;
    }
    for (; position < upToPosition; position++) {
      hear(cluster.feed().at(position));
    }
    List<MeasurementRequest.Key> done =
        measuring.entrySet().stream()
            .filter(one -> !one.getValue().dueAt().isAfter(cluster.now()))
            .map(Map.Entry::getKey)
            .toList();
    for (MeasurementRequest.Key key : done) {
      Measurement result = Objects.requireNonNull(measuring.remove(key)).result();
      measurements.put(key, result);
      cluster.measured(key, result);
      awake = true;
    }
  }

  /** Takes a measurement beside its passes, unless it is there or on its way. */
  void measure(MeasurementRequest.Key key, Supplier<Measurement> gauge, Duration takes) {
    if (!measurements.containsKey(key) && !measuring.containsKey(key)) {
      measuring.put(key, new Measuring(cluster.now().plus(takes), gauge.get()));
    }
  }

  private Observation observe() {
    PhaseRollout rollout = cluster.rollout().version(version);
    return new Observation(
        rollout,
        revisionOf(rollout),
        earlierOf(rollout),
        new World(sightings, preflight, List.copyOf(answers.values()), Map.copyOf(measurements)),
        now());
  }

  /** What it would see right after its write was accepted, if nothing else happened. */
  Observation seesWritten(Observation before) {
    PhaseRollout stored = cluster.rollout().newest();
    return new Observation(
        stored, revisionOf(stored), earlierOf(stored), before.world(), before.now());
  }

  /** The time as it believes. */
  Instant now() {
    return cluster.now().plus(clockOffset);
  }

  /** It passes over the rollout: what it is told from now on is a reason to do so again. */
  Observation begins() {
    awake = false;
    return observe();
  }

  /** It has passed over the rollout; {@code decision} is empty when it had seen an old version. */
  void passed(Optional<Decision> decision) {
    decision.ifPresent(carriedOut -> wake = carriedOut.wake());
  }

  /** A live answer about a Job: newer than all that its cache has heard so far. */
  void told(JobSighting sighting, int actingOnVersion) {
    if (sighting instanceof JobSighting.Absent && actingOnVersion < version) {
      return;
    }
    boolean news = !sighting.equals(sightings.put(sighting.job(), sighting));
    readAt.put(sighting.job(), cluster.feed().length());
    if (sighting instanceof JobSighting.Absent) {
      absentFor.put(sighting.job(), actingOnVersion);
    }
    awake |= news;
  }

  /** A request for the Job went well at last. */
  void forgetRefusal(String job) {
    JobSighting known = sightings.get(job);
    if (known instanceof JobSighting.NotCreated || known instanceof JobSighting.Absent) {
      sightings.remove(job);
    }
  }

  void wakeUp() {
    awake = true;
  }

  void startPreflight(Revision revision, Duration takes) {
    if (preflighted.isEmpty()) {
      preflighted = Optional.of(revision);
      preflightDue = cluster.now().plus(takes);
    }
  }

  void busyUntil(Instant time) {
    busyUntil = Optional.of(time);
  }

  void jumpClock(Duration by) {
    clockOffset = clockOffset.plus(by);
    awake = true;
  }

  void mendClock() {
    clockOffset = Duration.ZERO;
    awake = true;
  }

  /** Whether it would pass over the rollout now. */
  boolean ready() {
    if (busyUntil.filter(cluster.now()::isBefore).isPresent()) {
      return false;
    }
    return awake || wake.filter(due -> !due.at().isAfter(now())).isPresent();
  }

  /** When it does something next although nothing happens to it. */
  Optional<Instant> dueAt() {
    Optional<Instant> due = wake.map(at -> at.at().minus(clockOffset));
    if (preflighted.isPresent() && due.filter(preflightDue::isAfter).isEmpty()) {
      due = Optional.of(preflightDue);
    }
    for (Measuring one : measuring.values()) {
      due = due.filter(at -> !one.dueAt().isBefore(at)).or(() -> Optional.of(one.dueAt()));
    }
    if (busyUntil.isPresent() && (awake || due.isPresent())) {
      Instant free = busyUntil.get();
      due = due.isEmpty() || due.get().isBefore(free) ? Optional.of(free) : due;
    }
    return due.filter(cluster.now()::isBefore);
  }

  /** The revision whose preflight has come to its end, once. */
  Optional<Revision> preflightDone() {
    if (preflighted.isEmpty() || preflightDue.isAfter(cluster.now())) {
      return Optional.empty();
    }
    Optional<Revision> done = preflighted;
    preflighted = Optional.empty();
    return done;
  }

  void report(PreflightReport result) {
    preflight = Optional.of(result);
    awake = true;
  }

  int version() {
    return version;
  }

  int position() {
    return position;
  }

  @Override
  public String toString() {
    return name;
  }

  private Optional<Revision> revisionOf(PhaseRollout rollout) {
    RunStatus run = rollout.getStatus().run();
    return run == null || run.revision() == null ? Optional.empty() : revision(run.revision());
  }

  private List<Revision> earlierOf(PhaseRollout rollout) {
    return Revision.ofRemovedSteps(rollout).stream()
        .flatMap(name -> revision(name).stream())
        .toList();
  }

  private Optional<Revision> revision(String name) {
    return Optional.ofNullable(revisions.get(name)).or(() -> cluster.readRevision(name));
  }

  private void hear(Feed.Notice notice) {
    awake = true;
    if (notice instanceof Feed.RevisionStored stored) {
      revisions.put(stored.revision().name(), stored.revision());
    } else if (notice instanceof Feed.JobSeen seen && isNews(seen.sighting().job())) {
      sightings.put(seen.sighting().job(), seen.sighting());
    } else if (notice instanceof Feed.JobGone gone && isNews(gone.job())) {
      sightings.remove(gone.job());
    } else if (notice instanceof Feed.AnswerGiven given) {
      answers.put(given.answer().uid(), given.answer());
    } else if (notice instanceof Feed.AnswerWithdrawn withdrawn) {
      answers.remove(withdrawn.uid());
    }
  }

  private boolean isNews(String job) {
    return readAt.getOrDefault(job, 0) <= position;
  }
}
