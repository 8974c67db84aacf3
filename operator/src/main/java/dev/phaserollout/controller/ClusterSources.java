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
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final InformerEventSource<Job, PhaseRollout> jobs;
  private final InformerEventSource<Pod, PhaseRollout> pods;
  private final InformerEventSource<Event, PhaseRollout> refusals;
  private final InformerEventSource<Event, PhaseRollout> unmounted;
  private final InformerEventSource<PhaseApproval, PhaseRollout> answers;
  private final SimpleInboundEventSource<PhaseRollout> calls =
      new SimpleInboundEventSource<>("calls");

  private final JobClock jobClock;
  private final CreatedJobs createdJobs;

  ClusterSources(
      EventSourceContext<PhaseRollout> context, JobClock jobClock, CreatedJobs createdJobs) {
    this.jobClock = jobClock;
    this.createdJobs = createdJobs;
    this.jobs =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Job.class, PhaseRollout.class)
                .withName("jobs")
                .withLabelSelector(JobIdentity.selector())
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(ClusterSources::rolloutOf)
                .withOnAddFilter(this::isNews)
                .withOnUpdateFilter(this::isNews)
                .withOnDeleteFilter(
                    (job, unsure) -> {
                      createdJobs.heard(job);
                      return true;
                    })
                .withItemStore(new TransformingItemStore<>(TrimmedObjects::job))
                .build(),
            context);
    this.pods =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, PhaseRollout.class)
                .withName("pods")
                .withLabelSelector(JobIdentity.selector())
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(ClusterSources::rolloutOf)
                .withOnAddFilter(this::isNews)
                .withOnUpdateFilter(SightedVersions::tellsMore)
                .withItemStore(new TransformingItemStore<>(TrimmedObjects::pod))
                .build(),
            context);
    this.refusals = events(context, "refusals", "Job", "FailedCreate", this::rolloutOfJob);
    this.unmounted = events(context, "unmounted", "Pod", "FailedMount", this::rolloutOfPod);
    this.answers =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(PhaseApproval.class, PhaseRollout.class)
                .withName("answers")
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(answer -> Set.of(answered(answer)))
                .withItemStore(new TransformingItemStore<>(TrimmedObjects::answer))
                .build(),
            context);
    jobs.addIndexers(
        Map.of(BY_ROLLOUT, job -> List.of(JobIdentity.label(job, JobIdentity.ROLLOUT_UID))));
    pods.addIndexers(Map.of(BY_JOB, ClusterSources::controllers));
    refusals.addIndexers(Map.of(BY_OBJECT, ClusterSources::involved));
    unmounted.addIndexers(Map.of(BY_OBJECT, ClusterSources::involved));
    answers.addIndexers(Map.of(BY_NAME, answer -> List.of(answered(answer).toString())));
  }

  List<EventSource<?, PhaseRollout>> all() {
    return List.of(jobs, pods, refusals, unmounted, answers, calls);
  }

  @Override
  public List<Job> jobsOf(String rolloutUid) {
    List<Job> created = createdJobs.of(rolloutUid);
    List<Job> told = jobs.byIndex(BY_ROLLOUT, rolloutUid);
    return Stream.concat(created.stream(), told.stream()).toList();
  }

  @Override
  public Optional<Job> job(String namespace, String name) {
    return jobs.get(new ResourceID(name, namespace)).or(() -> createdJobs.of(namespace, name));
  }

  @Override
  public void created(Job job) {
    jobClock.jobCreated(job.getMetadata().getUid());
    createdJobs.created(job);
    if (jobs.get(ResourceID.fromResource(job)).isPresent()) {
      createdJobs.heard(job);
    }
  }

  /** That a Job is there which this process has created is no news. */
  private boolean isNews(Job added) {
    return createdJobs
        .heard(added)
        .filter(created -> !SightedVersions.tellsMore(added, created))
        .isEmpty();
  }

  /** A pod that has ended well says all that its Job says up to a second later. */
  private boolean isNews(Job now, Job before) {
    createdJobs.heard(now);
    return SightedVersions.tellsMore(now, before)
        && !JobReader.succeeded(podsOf(now.getMetadata().getUid()));
  }

  private boolean isNews(Pod added) {
    jobClock.podSeen(added);
    return SightedVersions.tellsAnything(added) || !ofUntroubledJob(added);
  }

  /** Whether its Job is known, is not to end, and no pod was refused to it. */
  private boolean ofUntroubledJob(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .flatMap(owner -> job(pod.getMetadata().getNamespace(), owner.getName()).stream())
        .filter(job -> !Boolean.TRUE.equals(job.getSpec().getSuspend()))
        .anyMatch(job -> refusalsOf(job.getMetadata().getUid()).isEmpty());
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
  private static InformerEventSource<Event, PhaseRollout> events(
      EventSourceContext<PhaseRollout> context,
      String name,
      String kind,
      String reason,
      SecondaryToPrimaryMapper<Event> mapper) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Event.class, PhaseRollout.class)
            .withName(name)
            .withFieldSelector(
                new FieldSelectorBuilder()
                    .withField("involvedObject.kind", kind)
                    .withField("reason", reason)
                    .build())
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(mapper)
            .withItemStore(new TransformingItemStore<>(TrimmedObjects::event))
            .build(),
        context);
  }

  private Set<ResourceID> rolloutOfJob(Event event) {
    return job(event.getInvolvedObject().getNamespace(), event.getInvolvedObject().getName())
        .map(ClusterSources::rolloutOf)
        .orElse(Set.of());
  }

  private Set<ResourceID> rolloutOfPod(Event event) {
    ObjectReference pod = event.getInvolvedObject();
    return pods.get(new ResourceID(pod.getName(), pod.getNamespace()))
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
