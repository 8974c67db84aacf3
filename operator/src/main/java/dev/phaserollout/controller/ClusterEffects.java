package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.job.JobReader;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Executes effects on the cluster for one pass over one rollout. Answers that no cache will ever
 * tell become facts, and every effect returns what is known of the rollout's Jobs then; a fault of
 * the connection is thrown, so that the pass is repeated.
 */
final class ClusterEffects implements Effect.Handler<JobFacts> {

  private final EffectTools tools;
  private final JobFacts facts;
  private final Supplier<PhaseRollout> newest;

  /**
   * For one pass.
   *
   * @param newest the rollout as it was observed or, after a write, as it was stored
   */
  ClusterEffects(EffectTools tools, JobFacts facts, Supplier<PhaseRollout> newest) {
    this.tools = tools;
    this.facts = facts;
    this.newest = newest;
  }

  @Override
  public JobFacts storeRevision(Effect.StoreRevision effect) {
    PhaseRollout rollout = newest.get();
    int run = rollout.getStatus().run() == null ? 0 : rollout.getStatus().run().number();
    if (tools.revisions().store(rollout, effect.revision(), run)) {
      facts.revisionStored();
    } else {
      facts.revisionInTheWay();
    }
    return facts;
  }

  @Override
  public JobFacts preflight(Effect.Preflight effect) {
    tools.preflights().start(newest.get(), effect.revision());
    return facts;
  }

  @Override
  public JobFacts createJob(Effect.CreateJob effect) {
    JobRequest request = effect.job();
    try {
      tools.cached().created(tools.jobs().create(newest.get(), request));
      facts.exists(request.name());
    } catch (KubernetesClientException refused) {
      answered(request, ApiAnswer.of(refused), refused);
    }
    return facts;
  }

  @Override
  public JobFacts cancelJob(Effect.CancelJob effect) {
    JobRequest request = effect.job();
    Optional<Job> cached = tools.cached().job(request.namespace(), request.name());
    if (cached.isPresent() && JobIdentity.stranger(cached.get(), request.attempt()).isEmpty()) {
      suspend(cached.get());
      return facts;
    }
    try {
      tools.jobs().takeName(newest.get(), request);
      facts.exists(request.name());
    } catch (KubernetesClientException refused) {
      answered(request, ApiAnswer.of(refused), refused).ifPresent(this::suspend);
    }
    return facts;
  }

  @Override
  public JobFacts cancelStray(Effect.CancelStray effect) {
    PhaseRollout observed = newest.get();
    Optional<String> liveVersion = tools.liveVersion(observed);
    if (liveVersion.filter(observed.getMetadata().getResourceVersion()::equals).isPresent()) {
      tools
          .jobs()
          .live(observed.getMetadata().getNamespace(), effect.job())
          .filter(job -> job.getMetadata().getUid().equals(effect.uid()))
          .ifPresent(this::suspend);
    }
    return facts;
  }

  @Override
  public JobFacts lookUpJob(Effect.LookUpJob effect) {
    PhaseRollout rollout = newest.get();
    String namespace = rollout.getMetadata().getNamespace();
    Optional<Job> live = tools.jobs().live(namespace, effect.name());
    if (live.isEmpty() && tools.namespaceTerminating(namespace)) {
      return facts;
    }
    told(
        live.map(job -> sighting(job, effect.attempt()))
            .orElseGet(() -> new JobSighting.Absent(effect.name())));
    return facts;
  }

  @Override
  public JobFacts takeMeasurement(Effect.TakeMeasurement effect) {
    tools.measurements().take(newest.get(), effect.request());
    return facts;
  }

  @Override
  public JobFacts lookUpRollouts(Effect.LookUpRollouts effect) {
    facts.read(tools.rollouts().read(newest.get(), effect.lookUp()));
    return facts;
  }

  @Override
  public JobFacts expireRuns(Effect.ExpireRuns effect) {
    tools.expiry().expire(newest.get(), effect);
    return facts;
  }

  private JobSighting sighting(Job job, Attempt attempt) {
    return JobIdentity.stranger(job, attempt)
        .<JobSighting>map(owner -> new JobSighting.Foreign(job.getMetadata().getName(), owner))
        .orElseGet(
            () -> {
              var pods = tools.podsOf(job);
              return JobReader.read(job, pods, Optional.empty(), () -> pods);
            });
  }

  /** What follows from a refused create; the Job that has the name, where it is ours. */
  private Optional<Job> answered(
      JobRequest request, ApiAnswer answer, KubernetesClientException refused) {
    if (answer.namespaceTerminating()) {
      return Optional.empty();
    }
    if (answer.alreadyExists()) {
      return adopt(request, refused);
    }
    if (answer.transientFault()) {
      throw refused;
    }
    told(
        new JobSighting.NotCreated(
            request.name(), new Trouble("FailedCreate", "no Job: " + answer.message())));
    return Optional.empty();
  }

  /**
   * A Job of that name is success only when it is the attempt's and nobody deletes it. Where there
   * is none the conflict was another one, such as that of two creates over one quota: the create is
   * tried again.
   */
  private Optional<Job> adopt(JobRequest request, KubernetesClientException refused) {
    Optional<Job> live = tools.jobs().live(request.namespace(), request.name());
    if (live.isEmpty()) {
      throw refused;
    }
    Optional<String> stranger = live.flatMap(job -> JobIdentity.stranger(job, request.attempt()));
    if (stranger.isPresent()) {
      told(new JobSighting.Foreign(request.name(), stranger.get()));
      return Optional.empty();
    }
    facts.exists(request.name());
    return live;
  }

  private void suspend(Job job) {
    if (job.getSpec() != null && Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      return;
    }
    try {
      tools
          .jobs()
          .suspend(
              job.getMetadata().getNamespace(),
              job.getMetadata().getName(),
              job.getMetadata().getUid());
    } catch (KubernetesClientException refused) {
      ApiAnswer answer = ApiAnswer.of(refused);
      if (!answer.notFound() && !answer.alreadyExists()) {
        throw refused;
      }
    }
  }

  private void told(JobSighting sighting) {
    facts.told(sighting, newest.get().getMetadata().getResourceVersion());
  }
}
