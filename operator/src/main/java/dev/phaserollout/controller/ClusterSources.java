package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.job.JobReader;
import dev.phaserollout.job.SightedVersions;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is watched beside the rollouts themselves: their Jobs, the pods of these, what the Job
 * controller says when it cannot create a pod and a kubelet when it cannot mount a volume of one,
 * and what people answer. Every cache is trimmed and indexed by what it is asked for.
 */
final class ClusterSources implements CachedJobs {

  private static final String BY_ROLLOUT = "rollout-uid";
  private static final String BY_JOB = "job-uid";
  private static final String BY_OBJECT = "object-uid";
  private static final String BY_NAME = "rollout-name";

  /** Long after any watch that works has told of a new Job. */
  private static final long TOLD_WITHIN_SECONDS = 10;

  private final TrimmedCache<Job> jobs;
  private final TrimmedCache<Pod> pods;
  private final TrimmedCache<Event> refusals;
  private final TrimmedCache<Event> unmounted;
  private final TrimmedCache<PhaseApproval> answers;
  private final SimpleInboundEventSource<PhaseRollout> calls =
      new SimpleInboundEventSource<>("calls");

  private final JobClock jobClock;
  private final CreatedJobs createdJobs =
      new CreatedJobs(
          CompletableFuture.delayedExecutor(TOLD_WITHIN_SECONDS, TimeUnit.SECONDS),
          job -> rolloutOf(job).forEach(calls::propagateEvent));

  ClusterSources(EventSourceContext<PhaseRollout> context, JobClock jobClock) {
    this.jobClock = jobClock;
    this.jobs =
        new TrimmedCache<>(
                context,
                Job.class,
                "jobs",
                TrimmedObjects::job,
                watch ->
                    watch
                        .withLabelSelector(JobIdentity.selector())
                        .withSecondaryToPrimaryMapper(ClusterSources::rolloutOf)
                        .withOnAddFilter(this::isNews)
                        .withOnUpdateFilter(this::isNews)
                        .withOnDeleteFilter(this::isNews))
            .index(BY_ROLLOUT, job -> List.of(JobIdentity.label(job, JobIdentity.ROLLOUT_UID)));
    this.pods =
        new TrimmedCache<>(
                context,
                Pod.class,
                "pods",
                TrimmedObjects::pod,
                watch ->
                    watch
                        .withLabelSelector(JobIdentity.selector())
                        .withSecondaryToPrimaryMapper(ClusterSources::rolloutOf)
                        .withOnAddFilter(this::isNews)
                        .withOnUpdateFilter(SightedVersions::tellsMore))
            .index(BY_JOB, ClusterSources::controllers);
    this.refusals = events(context, "refusals", "Job", "FailedCreate", this::rolloutOfJob);
    this.unmounted = events(context, "unmounted", "Pod", "FailedMount", this::rolloutOfPod);
    this.answers =
        new TrimmedCache<>(
                context,
                PhaseApproval.class,
                "answers",
                TrimmedObjects::answer,
                watch -> watch.withSecondaryToPrimaryMapper(answer -> Set.of(answered(answer))))
            .index(BY_NAME, answer -> List.of(answered(answer).toString()));
  }

  List<EventSource<?, PhaseRollout>> all() {
    return Stream.of(jobs, pods, refusals, unmounted, answers)
        .flatMap(cache -> cache.sources().stream())
        .collect(
            () -> new ArrayList<>(List.<EventSource<?, PhaseRollout>>of(calls)),
            List::add,
            List::addAll);
  }

  @Override
  public List<Job> jobsOf(String rolloutUid) {
    List<Job> created = createdJobs.of(rolloutUid);
    List<Job> told = jobs.byIndex(BY_ROLLOUT, rolloutUid);
    return Stream.concat(created.stream(), told.stream()).toList();
  }

  @Override
  public Optional<Job> job(String namespace, String name) {
    return jobs.get(namespace, name).or(() -> createdJobs.of(namespace, name));
  }

  @Override
  public void created(Job job) {
    jobClock.jobCreated(uid(job));
    createdJobs.created(job);
    jobs.get(job.getMetadata().getNamespace(), job.getMetadata().getName())
        .filter(told -> uid(told).equals(uid(job)))
        .ifPresent(createdJobs::heard);
  }

  /**
   * That a Job is there which this process has created is no news, unless a pod was refused to it
   * meanwhile.
   */
  private boolean isNews(Job added) {
    return createdJobs
            .heard(added)
            .filter(created -> !SightedVersions.tellsMore(added, created))
            .isEmpty()
        || !refusalsOf(uid(added)).isEmpty();
  }

  /** A pod that has ended well says all that its Job says up to a second later. */
  private boolean isNews(Job now, Job before) {
    createdJobs.heard(now);
    boolean another = !uid(now).equals(uid(before));
    return another
        || (SightedVersions.tellsMore(now, before) && !JobReader.succeeded(podsOf(uid(now))));
  }

  private boolean isNews(Job gone, boolean unsure) {
    createdJobs.heard(gone);
    return true;
  }

  private boolean isNews(Pod added) {
    jobClock.podSeen(added);
    return SightedVersions.tellsAnything(added)
        || !unmountedOf(uid(added)).isEmpty()
        || !ofUntroubledJob(added);
  }

  /** Whether its Job is known, is not to end, and no pod was refused to it. */
  private boolean ofUntroubledJob(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .flatMap(
            owner ->
                job(pod.getMetadata().getNamespace(), owner.getName())
                    .filter(job -> uid(job).equals(owner.getUid()))
                    .stream())
        .filter(job -> !Boolean.TRUE.equals(job.getSpec().getSuspend()))
        .anyMatch(job -> refusalsOf(uid(job)).isEmpty());
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  List<Pod> podsOf(String jobUid) {
    return pods.byIndex(BY_JOB, jobUid);
  }

  List<Event> refusalsOf(String jobUid) {
    return refusals.byIndex(BY_OBJECT, jobUid);
  }

  /** What was said of volumes of a pod that cannot be mounted, or could not be at first. */
  List<Event> unmountedOf(String podUid) {
    return unmounted.byIndex(BY_OBJECT, podUid);
  }

  /** The answers that name a rollout, whichever of that name they mean. */
  List<PhaseApproval> answersTo(String namespace, String name) {
    return answers.byIndex(BY_NAME, new ResourceID(name, namespace).toString());
  }

  /** Has a rollout looked at again, from any thread. */
  void call(String namespace, String name) {
    calls.propagateEvent(new ResourceID(name, namespace));
  }

  private static Set<ResourceID> rolloutOf(HasMetadata object) {
    String name = JobIdentity.label(object, JobIdentity.ROLLOUT);
    return name.isEmpty()
        ? Set.of()
        : Set.of(new ResourceID(name, object.getMetadata().getNamespace()));
  }

  private static ResourceID answered(PhaseApproval answer) {
    return new ResourceID(
        answer.getSpec().rolloutRef().name(), answer.getMetadata().getNamespace());
  }

  /** Events of one kind of object and one reason: the API server leaves all others out. */
  private static TrimmedCache<Event> events(
      EventSourceContext<PhaseRollout> context,
      String name,
      String kind,
      String reason,
      SecondaryToPrimaryMapper<Event> mapper) {
    return new TrimmedCache<>(
            context,
            Event.class,
            name,
            TrimmedObjects::event,
            watch ->
                watch
                    .withFieldSelector(
                        new FieldSelectorBuilder()
                            .withField("involvedObject.kind", kind)
                            .withField("reason", reason)
                            .build())
                    .withSecondaryToPrimaryMapper(mapper))
        .index(BY_OBJECT, ClusterSources::involved);
  }

  private Set<ResourceID> rolloutOfJob(Event event) {
    return job(event.getInvolvedObject().getNamespace(), event.getInvolvedObject().getName())
        .map(ClusterSources::rolloutOf)
        .orElse(Set.of());
  }

  private Set<ResourceID> rolloutOfPod(Event event) {
    ObjectReference pod = event.getInvolvedObject();
    return pods.get(pod.getNamespace(), pod.getName())
        .map(ClusterSources::rolloutOf)
        .orElse(Set.of());
  }

  private static List<String> involved(Event event) {
    return Optional.ofNullable(event.getInvolvedObject().getUid()).stream().toList();
  }

  private static List<String> controllers(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .map(OwnerReference::getUid)
        .toList();
  }
}
