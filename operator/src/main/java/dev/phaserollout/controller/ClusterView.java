package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.Trouble;
import dev.phaserollout.engine.World;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.job.JobReader;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns what is cached and what was answered into what the engine decides from. */
final class ClusterView {

  private final ClusterSources sources;
  private final Revisions revisions;
  private final Preflights preflights;
  private final Answers answers;
  private final Measurements measurements;
  private final ClusterRollouts rollouts;
  private final KubernetesClient client;
  private final Clock clock;

  ClusterView(
      ClusterSources sources,
      Revisions revisions,
      Preflights preflights,
      Answers answers,
      Measurements measurements,
      ClusterRollouts rollouts,
      KubernetesClient client,
      Clock clock) {
    this.sources = sources;
    this.revisions = revisions;
    this.preflights = preflights;
    this.answers = answers;
    this.measurements = measurements;
    this.rollouts = rollouts;
    this.client = client;
    this.clock = clock;
  }

  Observation of(PhaseRollout rollout, JobFacts facts) {
    Optional<RunStatus> run = Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::run);
    boolean needed = Revision.neededFor(rollout);
    return new Observation(
        rollout,
        run.filter(known -> needed)
            .flatMap(known -> Optional.ofNullable(known.revision()))
            .flatMap(name -> revisions.read(rollout, name)),
        needed ? earlier(rollout) : List.of(),
        new World(
            sightings(rollout, run.map(RunStatus::number).orElse(0), facts),
            preflights.report(rollout),
            answers.to(rollout),
            measurements.of(rollout),
            rollouts.seenBy(rollout, facts.takeReading())),
        clock.instant());
  }

  private List<Revision> earlier(PhaseRollout rollout) {
    return Revision.ofRemovedSteps(rollout).stream()
        .flatMap(name -> revisions.read(rollout, name).stream())
        .toList();
  }

  private Map<String, JobSighting> sightings(PhaseRollout rollout, int run, JobFacts facts) {
    Map<String, JobSighting> seen = new TreeMap<>();
    String current = String.valueOf(run);
    for (Job job : sources.jobsOf(rollout.getMetadata().getUid())) {
      boolean counts =
          JobIdentity.ownedBy(job, rollout.getMetadata().getUid())
              && (current.equals(JobIdentity.label(job, JobIdentity.RUN)) || !over(job));
      if (counts) {
        JobSighting sighting = sighting(job);
        seen.put(sighting.job(), sighting);
      }
    }
    facts
        .asOf(rollout.getMetadata().getResourceVersion())
        .forEach((name, answered) -> seen.putIfAbsent(name, answered));
    return seen;
  }

  JobSighting sighting(Job job) {
    String uid = job.getMetadata().getUid();
    List<Pod> pods = sources.podsOf(uid);
    return JobReader.read(job, pods, refusal(uid), unmounted(pods), () -> podsOf(client, job));
  }

  /** A live read: the API server's own list of a Job's pods. */
  static List<Pod> podsOf(KubernetesClient client, Job job) {
    return client
        .pods()
        .inNamespace(job.getMetadata().getNamespace())
        .withLabel("batch.kubernetes.io/controller-uid", job.getMetadata().getUid())
        .list()
        .getItems();
  }

  private Optional<Trouble> refusal(String jobUid) {
    return newest(sources.refusalsOf(jobUid).stream());
  }

  private Optional<Trouble> unmounted(List<Pod> pods) {
    return newest(
        pods.stream().flatMap(pod -> sources.unmountedOf(pod.getMetadata().getUid()).stream()));
  }

  private static Optional<Trouble> newest(Stream<Event> events) {
    return events
        .max(
            Comparator.comparing(event -> Objects.requireNonNullElse(event.getLastTimestamp(), "")))
        .map(
            event ->
                new Trouble(event.getReason(), Objects.requireNonNullElse(event.getMessage(), "")));
  }

  private static boolean over(Job job) {
    return job.getStatus().getConditions().stream()
        .filter(condition -> "True".equals(condition.getStatus()))
        .anyMatch(
            condition ->
                condition.getType().equals("Complete") || condition.getType().equals("Failed"));
  }
}
