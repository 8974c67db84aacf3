package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import dev.phaserollout.gate.GateConditions;
import dev.phaserollout.gate.Measurer;
import dev.phaserollout.gate.Providers;
import dev.phaserollout.job.JobManifest;
import dev.phaserollout.job.PodSecurity;
import dev.phaserollout.job.Requests;
import dev.phaserollout.job.Yaml;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the API server for an effect, and what its answers are worth. */
class ClusterEffectsTest {

  private static final String UID = "job-uid-1";
  private static final String PODS =
      "/api/v1/namespaces/shop/pods?labelSelector="
          + "batch.kubernetes.io%2Fcontroller-uid%3D"
          + UID;
  private static final String NOBODY_THERE =
      "/apis/apps/v1/namespaces/shop/controllerrevisions?dryRun=All";

  private final FaultyApi api = new FaultyApi();
  private final JobFacts facts = new JobFacts();
  private final JobRequest request = Requests.plain();
  private final PhaseRollout rollout = Rollouts.version("7");
  private final List<Job> cache = new ArrayList<>();
  private final ClusterEffects effects = new ClusterEffects(tools(), facts, () -> rollout);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_job_that_was_created_is_seen_from_then_on_and_no_news() {
    api.answer(HttpMethod.POST, FaultyApi.JOBS, 201, ours());
    create();
    assertThat(cache).singleElement().extracting(job -> job.getMetadata().getUid()).isEqualTo(UID);
    assertThat(told()).isEmpty();
    assertThat(facts.takeNews()).isFalse();
    assertThat(api.asked()).containsExactly("POST " + FaultyApi.JOBS);
  }

  @Test
  void that_a_job_was_created_takes_back_that_it_could_not_be() {
    facts.told(new JobSighting.NotCreated(Requests.NAME, new Trouble("x", "y")), "7");
    api.answer(HttpMethod.POST, FaultyApi.JOBS, 201, ours());
    create();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_name_that_the_attempts_own_job_has_is_success() {
    taken(ours());
    create();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_name_that_somebody_elses_job_has_is_told_with_its_owner() {
    Job foreign = ours();
    foreign.getMetadata().getOwnerReferences().get(0).setUid("other");
    taken(foreign);
    create();
    assertThat(told())
        .contains(new JobSighting.Foreign(Requests.NAME, "PhaseRollout checkout (uid other)"));
  }

  @Test
  void a_name_whose_job_is_being_deleted_is_not_success() {
    Job leaving = ours();
    leaving.getMetadata().setDeletionTimestamp("2026-03-01T12:00:00Z");
    taken(leaving);
    create();
    assertThat(told())
        .contains(new JobSighting.Foreign(Requests.NAME, "this attempt, but is being deleted"));
  }

  @Test
  void a_conflict_without_a_job_of_that_name_is_tried_again() {
    api.refuse(HttpMethod.POST, FaultyApi.JOBS, 409, "Conflict", "resourcequotas was modified");
    assertThatThrownBy(this::create).isInstanceOf(KubernetesClientException.class);
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 413, 422})
  void a_refusal_is_told_in_the_api_servers_words(int code) {
    api.refuse(HttpMethod.POST, FaultyApi.JOBS, code, "x", "exceeded quota: jobs");
    create();
    assertThat(told())
        .contains(
            new JobSighting.NotCreated(
                Requests.NAME, new Trouble("FailedCreate", "no Job: exceeded quota: jobs")));
    assertThat(facts.takeNews()).isTrue();
  }

  @Test
  void in_a_namespace_that_is_being_deleted_nothing_is_told() {
    api.answer(HttpMethod.POST, FaultyApi.JOBS, 403, FaultyApi.terminating());
    create();
    assertThat(told()).isEmpty();
    assertThat(facts.takeNews()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 408, 429, 500, 502, 503, 504})
  void an_api_server_in_trouble_has_the_pass_repeated(int code) {
    api.refuse(HttpMethod.POST, FaultyApi.JOBS, code, "x", "later");
    assertThatThrownBy(this::create).isInstanceOf(KubernetesClientException.class);
    assertThat(told()).isEmpty();
    assertThat(api.asked()).hasSize(1);
  }

  @Test
  void an_api_server_that_nobody_reaches_has_the_pass_repeated() {
    api.stopAnswering();
    assertThatThrownBy(this::create).isInstanceOf(KubernetesClientException.class);
    assertThat(told()).isEmpty();
  }

  @Test
  void to_cancel_a_job_that_is_cached_suspends_it_by_its_uid() {
    known(ours());
    api.answer(HttpMethod.PATCH, FaultyApi.JOB, 200, ours());
    cancel();
    assertThat(api.asked())
        .doesNotContain("POST " + FaultyApi.JOBS)
        .endsWith("PATCH " + FaultyApi.JOB);
    assertSuspends();
  }

  @Test
  void to_cancel_a_job_that_is_suspended_asks_for_nothing() {
    Job suspended = ours();
    suspended.getSpec().setSuspend(true);
    cache.add(suspended);
    cancel();
    assertThat(api.asked()).isEmpty();
  }

  @Test
  void to_cancel_a_job_that_is_nowhere_takes_its_name_with_one_that_never_starts() {
    api.answer(HttpMethod.POST, FaultyApi.JOBS, 201, ours());
    cancel();
    assertThat(api.asked()).containsExactly("POST " + FaultyApi.JOBS);
    assertThat(Yaml.read(Job.class, api.lastBody()).getSpec().getSuspend()).isTrue();
    assertThat(api.lastBody()).doesNotContain("migrate:v2");
  }

  @Test
  void to_cancel_a_job_that_the_cache_has_not_heard_of_finds_it_and_suspends_it() {
    taken(ours());
    api.answer(HttpMethod.PATCH, FaultyApi.JOB, 200, ours());
    cancel();
    assertThat(api.asked())
        .startsWith("POST " + FaultyApi.JOBS, "GET " + FaultyApi.JOB)
        .endsWith("PATCH " + FaultyApi.JOB);
    assertSuspends();
  }

  @Test
  void to_cancel_leaves_somebody_elses_job_alone() {
    Job foreign = ours();
    foreign.getMetadata().setOwnerReferences(List.of());
    cache.add(foreign);
    taken(foreign);
    cancel();
    assertThat(api.asked()).noneMatch(asked -> asked.startsWith("PATCH"));
    assertThat(told()).containsInstanceOf(JobSighting.Foreign.class);
  }

  @Test
  void a_cached_job_that_is_gone_is_no_fault() {
    cache.add(ours());
    cancel();
    assertThat(api.asked()).noneMatch(asked -> asked.startsWith("PATCH"));
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 409})
  void a_job_that_went_or_changed_meanwhile_is_no_fault(int code) {
    known(ours());
    api.refuse(HttpMethod.PATCH, FaultyApi.JOB, code, "x", "x");
    cancel();
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500})
  void a_cancel_that_is_refused_is_thrown_and_repeated(int code) {
    known(ours());
    api.refuse(HttpMethod.PATCH, FaultyApi.JOB, code, "x", "x");
    assertThatThrownBy(this::cancel).isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void a_stray_job_is_suspended_while_the_rollout_is_as_it_was_observed() {
    api.answer(HttpMethod.GET, FaultyApi.ROLLOUT, 200, Rollouts.version("7"));
    api.answer(HttpMethod.GET, FaultyApi.JOB, 200, ours());
    api.answer(HttpMethod.PATCH, FaultyApi.JOB, 200, ours());
    cancelStray(UID);
    assertSuspends();
  }

  @Test
  void a_stray_job_is_left_alone_once_the_rollout_has_moved_on_or_is_gone() {
    cancelStray(UID);
    api.answer(HttpMethod.GET, FaultyApi.ROLLOUT, 200, Rollouts.version("8"));
    cancelStray(UID);
    assertThat(api.asked()).containsExactly("GET " + FaultyApi.ROLLOUT, "GET " + FaultyApi.ROLLOUT);
  }

  @Test
  void a_stray_job_that_another_of_its_name_has_replaced_is_left_alone() {
    api.answer(HttpMethod.GET, FaultyApi.ROLLOUT, 200, Rollouts.version("7"));
    api.answer(HttpMethod.GET, FaultyApi.JOB, 200, ours());
    cancelStray("an-older-uid");
    assertThat(api.asked()).noneMatch(asked -> asked.startsWith("PATCH"));
  }

  @Test
  void a_job_that_a_live_read_does_not_find_is_absent_for_this_version_of_the_rollout() {
    api.answer(HttpMethod.POST, NOBODY_THERE, 201, Map.of());
    lookUp();
    assertThat(facts.asOf("7"))
        .isEqualTo(Map.of(Requests.NAME, new JobSighting.Absent(Requests.NAME)));
    assertThat(facts.asOf("8")).isEmpty();
  }

  @Test
  void in_a_namespace_that_is_being_deleted_a_missing_job_proves_nothing() {
    api.answer(HttpMethod.POST, NOBODY_THERE, 403, FaultyApi.terminating());
    lookUp();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_job_that_a_live_read_finds_is_read_with_its_pods() {
    api.answer(HttpMethod.GET, FaultyApi.JOB, 200, ours());
    api.answer(HttpMethod.GET, PODS, 200, new PodList());
    lookUp();
    assertThat(told())
        .contains(new JobSighting.Active(Requests.NAME, UID, Optional.empty(), Optional.empty()));
    assertThat(api.asked()).containsExactly("GET " + FaultyApi.JOB, "GET " + PODS);
  }

  @Test
  void somebody_elses_job_is_foreign_to_a_live_read_too() {
    Job foreign = ours();
    foreign.getMetadata().setOwnerReferences(List.of());
    api.answer(HttpMethod.GET, FaultyApi.JOB, 200, foreign);
    lookUp();
    assertThat(told()).containsInstanceOf(JobSighting.Foreign.class);
  }

  @Test
  void a_live_read_that_fails_tells_nothing() {
    api.refuse(HttpMethod.GET, FaultyApi.JOB, 500, "x", "later");
    assertThatThrownBy(this::lookUp).isInstanceOf(KubernetesClientException.class);
    assertThat(told()).isEmpty();
  }

  private void create() {
    effects.createJob(new Effect.CreateJob(request));
  }

  private void cancel() {
    effects.cancelJob(new Effect.CancelJob(request));
  }

  private void cancelStray(String uid) {
    effects.cancelStray(new Effect.CancelStray(Requests.NAME, uid));
  }

  private void lookUp() {
    effects.lookUpJob(new Effect.LookUpJob(Requests.NAME, Requests.ATTEMPT));
  }

  /** The cache has that Job, and the API server too. */
  private void known(Job job) {
    cache.add(job);
    api.answer(HttpMethod.GET, FaultyApi.JOB, 200, job);
  }

  /** Creates find the name taken by that Job. */
  private void taken(Job by) {
    api.refuse(HttpMethod.POST, FaultyApi.JOBS, 409, "AlreadyExists", "already exists");
    api.answer(HttpMethod.GET, FaultyApi.JOB, 200, by);
  }

  private void assertSuspends() {
    assertThat(Yaml.fields(api.lastBody()))
        .isEqualTo(Yaml.fields("{metadata: {uid: " + UID + "}, spec: {suspend: true}}"));
  }

  private Optional<JobSighting> told() {
    return Optional.ofNullable(facts.asOf("7").get(Requests.NAME));
  }

  private Job ours() {
    Job job =
        Yaml.as(
            Job.class,
            new JobManifest(PodSecurity.DEFAULT, Requests.AGENT).job(request, Owner.of(rollout)));
    job.getMetadata().setUid(UID);
    return job;
  }

  private EffectTools tools() {
    ClusterJobs jobs =
        new ClusterJobs(api.client(), new JobManifest(PodSecurity.DEFAULT, Requests.AGENT));
    Revisions revisions = new Revisions(api.client());
    CachedJobs cached = cached();
    return new EffectTools(
        api.client(),
        jobs,
        revisions,
        new Preflights(Runnable::run, (of, revision) -> null, (namespace, name) -> {}),
        new Measurements(
            new Measurer(Providers.none(), new GateConditions(), (of, api, kind, name) -> null),
            (namespace, name) -> {},
            Clock.systemUTC()),
        cached,
        new LiveRollouts(api.client()),
        new RunExpiry(jobs, revisions, cached));
  }

  private CachedJobs cached() {
    return new CachedJobs() {
      @Override
      public Optional<Job> job(String namespace, String name) {
        return cache.stream().filter(job -> job.getMetadata().getName().equals(name)).findFirst();
      }

      @Override
      public List<Job> jobsOf(String rolloutUid) {
        return cache;
      }

      @Override
      public void created(Job job) {
        cache.add(job);
      }
    };
  }
}
