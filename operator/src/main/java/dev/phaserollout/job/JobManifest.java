package dev.phaserollout.job;

import dev.phaserollout.api.Container;
import dev.phaserollout.engine.JobRequest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Job of an attempt. Made as plain fields and not as typed ones, so that the API server judges
 * what users write into a template, in its own words.
 *
 * <p>One attempt, one Job, one pod: retries are the operator's, so that each is recorded. A pod
 * that is taken away fails its Job at once ({@code FailJob}); to ignore it would run the same
 * attempt a second time, unseen. There is no time to live: a Job stays until its run has left the
 * history.
 */
public final class JobManifest {

  /** Beyond both timeouts of an attempt, which the operator keeps itself. */
  private static final Duration BACKSTOP = Duration.ofMinutes(1);

  private static final Container NOTHING =
      new Container(null, List.of(), List.of(), List.of(), List.of(), null, null, null);

  private final PodSecurity security;
  private final AgentImage agent;

  /**
   * @param security of the pods of steps
   * @param agent what runs beside steps where a rollout has a workspace
   */
  public JobManifest(PodSecurity security, AgentImage agent) {
    this.security = security;
    this.agent = agent;
  }

  /**
   * The Job that runs the attempt.
   *
   * @param owner the rollout
   */
  public GenericKubernetesResource job(JobRequest request, OwnerReference owner) {
    return job(request, owner, false, PodTemplate.of(request, security, agent));
  }

  /**
   * A Job that takes the attempt's name and can start nothing: created suspended, with nothing of
   * the user's in it that could have it refused. Its pod is an acceptable one all the same, because
   * policies look at the pods in Jobs too.
   *
   * @param owner the rollout
   */
  public GenericKubernetesResource neverToStart(JobRequest request, OwnerReference owner) {
    JobRequest bare =
        new JobRequest(
            request.name(),
            request.attempt(),
            request.rolloutName(),
            request.namespace(),
            NOTHING,
            List.of(),
            Map.of(),
            Map.of(),
            request.startTimeout(),
            request.timeout());
    return job(bare, owner, true, PodTemplate.of(bare, PodSecurity.NONE, agent));
  }

  /**
   * The pod that the Job would create, for trying it out: quota, Pod Security and service accounts
   * are looked at when a pod is created, not when its Job is.
   */
  public GenericKubernetesResource pod(JobRequest request) {
    Map<String, Object> template = PodTemplate.of(request, security, agent);
    GenericKubernetesResource pod = new GenericKubernetesResource();
    pod.setApiVersion("v1");
    pod.setKind("Pod");
    pod.setMetadata(
        metadata(request)
            .addToLabels(PodTemplate.texts(template, "labels"))
            .addToAnnotations(PodTemplate.texts(template, "annotations"))
            .build());
    if (template.get("spec") instanceof Map<?, ?> spec) {
      pod.setAdditionalProperty("spec", spec);
    }
    return pod;
  }

  /**
   * What of the user's templates cannot be obeyed: what would keep the operator from seeing how the
   * step ends, or would let it see what is the agent's. None where they are fine.
   */
  public List<TemplateFault> faults(JobRequest request) {
    return TemplateGuard.faults(PodTemplate.users(request, security), request);
  }

  private static GenericKubernetesResource job(
      JobRequest request, OwnerReference owner, boolean suspended, Map<String, Object> template) {
    GenericKubernetesResource job = new GenericKubernetesResource();
    job.setApiVersion("batch/v1");
    job.setKind("Job");
    ObjectMeta metadata = metadata(request).withOwnerReferences(owner).build();
    job.setMetadata(metadata);
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("backoffLimit", 0);
    spec.put("completions", 1);
    spec.put("parallelism", 1);
    spec.put("podReplacementPolicy", "Failed");
    spec.put("activeDeadlineSeconds", deadline(request));
    spec.put("podFailurePolicy", failOnDisruption());
    if (suspended) {
      spec.put("suspend", true);
    }
    spec.put("template", template);
    job.setAdditionalProperty("spec", spec);
    return job;
  }

  private static ObjectMetaBuilder metadata(JobRequest request) {
    return new ObjectMetaBuilder()
        .withName(request.name())
        .withNamespace(request.namespace())
        .withLabels(JobIdentity.labels(request.attempt(), request.rolloutName()))
        .withAnnotations(Map.of(JobIdentity.DIGEST, request.attempt().digest()));
  }

  private static long deadline(JobRequest request) {
    return request.startTimeout().plus(request.timeout()).plus(BACKSTOP).toSeconds();
  }

  private static Map<String, Object> failOnDisruption() {
    return Map.of(
        "rules",
        List.of(
            Map.of(
                "action",
                "FailJob",
                "onPodConditions",
                List.of(Map.of("type", "DisruptionTarget", "status", "True")))));
  }
}
