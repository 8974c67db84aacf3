package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.JobRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Job around the pod: settings, names, owners, and the Job that only takes a name. */
class JobManifestTest {

  /** All that a user can have in a request which an API server or a policy may refuse. */
  private static final String WORST =
      "{image: '', command: ['\\0'], workingDir: not-absolute, serviceAccountName: gone,"
          + " env: [{name: 1=2, value: $(X)}], envFrom: [{secretRef: {name: gone}}],"
          + " resources: {requests: {cpu: '2'}, limits: {cpu: '1'}}}";

  private final JobManifest manifests = new JobManifest(PodSecurity.DEFAULT, Requests.AGENT);

  @Test
  void the_job_has_the_name_of_the_request_and_is_owned_by_the_rollout() {
    Job job = job(Requests.plain());
    assertThat(job.getApiVersion()).isEqualTo("batch/v1");
    assertThat(job.getKind()).isEqualTo("Job");
    assertThat(job.getMetadata().getName()).isEqualTo(Requests.NAME);
    assertThat(job.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(job.getMetadata().getOwnerReferences()).containsExactly(Requests.OWNER);
    assertThat(JobIdentity.ownedBy(job, Requests.UID)).isTrue();
  }

  @Test
  void job_and_pod_say_in_labels_which_attempt_they_are_of() {
    Map<String, String> labels =
        Map.of(
            "app.kubernetes.io/managed-by", "phaserollout",
            "phaserollout.dev/rollout", "checkout",
            "phaserollout.dev/rollout-uid", Requests.UID,
            "phaserollout.dev/run", "3",
            "phaserollout.dev/phase", "staging",
            "phaserollout.dev/step", "migrate",
            "phaserollout.dev/role", "step",
            "phaserollout.dev/attempt", "2");
    Job job = job(Requests.plain());
    assertThat(job.getMetadata().getLabels()).isEqualTo(labels);
    assertThat(job.getSpec().getTemplate().getMetadata().getLabels()).isEqualTo(labels);
  }

  @Test
  void the_digest_is_an_annotation_because_no_label_is_that_long() {
    assertThat(job(Requests.plain()).getMetadata().getAnnotations())
        .isEqualTo(Map.of("phaserollout.dev/digest", Requests.DIGEST));
    assertThat(Requests.DIGEST).hasSizeGreaterThan(63);
  }

  @Test
  void one_job_is_one_pod_and_nobody_but_the_operator_tries_again() {
    JobSpec spec = job(Requests.plain()).getSpec();
    assertThat(spec.getBackoffLimit()).isZero();
    assertThat(spec.getCompletions()).isEqualTo(1);
    assertThat(spec.getParallelism()).isEqualTo(1);
    assertThat(spec.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(spec.getPodReplacementPolicy()).isEqualTo("Failed");
    assertThat(spec.getSuspend()).isNull();
  }

  @Test
  void a_pod_that_is_taken_away_fails_its_job_at_once_and_is_the_only_policy() {
    assertThat(Yaml.fieldsOf(job(Requests.plain()).getSpec().getPodFailurePolicy()))
        .isEqualTo(
            Yaml.fields(
                "rules: [{action: FailJob,"
                    + " onPodConditions: [{type: DisruptionTarget, status: 'True'}]}]"));
  }

  @Test
  void a_job_stays_until_the_operator_takes_it_away() {
    assertThat(job(Requests.plain()).getSpec().getTtlSecondsAfterFinished()).isNull();
  }

  @Test
  void the_deadline_of_the_job_is_a_minute_beyond_both_timeouts() {
    assertThat(job(Requests.plain()).getSpec().getActiveDeadlineSeconds())
        .isEqualTo((5 + 15 + 1) * 60);
  }

  @Test
  void the_same_request_always_makes_the_same_job() {
    assertThat(manifests.job(Requests.plain(), Requests.OWNER))
        .isEqualTo(manifests.job(Requests.plain(), Requests.OWNER));
  }

  @Test
  void a_template_cannot_take_the_labels_away_by_which_a_pod_is_found() {
    JobRequest request =
        Requests.of(
            Requests.PLAIN,
            "metadata: {labels: {team: shop, phaserollout.dev/rollout-uid: other}}",
            "metadata: {labels: {phaserollout.dev/run: null}}");
    assertThat(job(request).getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("team", "shop")
        .containsEntry(JobIdentity.ROLLOUT_UID, Requests.UID)
        .containsEntry(JobIdentity.RUN, "3");
  }

  @ParameterizedTest
  @ValueSource(strings = {WORST, Requests.EMPTY})
  void a_job_that_takes_a_name_is_suspended_and_holds_nothing_of_the_users(String container) {
    JobRequest worst =
        Requests.of(
            container,
            "{runAsUser: 0}",
            Map.of("1=2", "value"),
            "spec: {hostNetwork: true, containers: [{name: step, image: user}, {name: other}]}");
    Job job = Yaml.as(Job.class, manifests.neverToStart(worst, Requests.OWNER));
    Job bare =
        Yaml.as(
            Job.class,
            manifests.neverToStart(
                Requests.of(Requests.EMPTY, "{}", Map.of(), new String[0]), Requests.OWNER));

    assertThat(job.getSpec().getSuspend()).isTrue();
    assertThat(job).isEqualTo(bare);
  }

  @Test
  void a_job_that_takes_a_name_is_told_for_the_attempts_like_the_one_that_runs() {
    Job taken = Yaml.as(Job.class, manifests.neverToStart(Requests.plain(), Requests.OWNER));
    assertThat(taken.getMetadata()).isEqualTo(job(Requests.plain()).getMetadata());
    assertThat(JobIdentity.stranger(taken, Requests.ATTEMPT)).isEmpty();
  }

  @Test
  void a_job_that_takes_a_name_has_a_pod_that_every_policy_takes_and_no_image_that_exists() {
    Job taken = Yaml.as(Job.class, manifests.neverToStart(Requests.plain(), Requests.OWNER));
    assertThat(RestrictedStandard.violations(taken.getSpec().getTemplate().getSpec())).isEmpty();
    assertThat(taken.getSpec().getTemplate().getSpec().getContainers())
        .singleElement()
        .satisfies(
            container -> {
              assertThat(container.getName()).isEqualTo("step");
              assertThat(container.getImage()).contains(".invalid/");
            });
  }

  @Test
  void a_container_without_an_image_still_makes_a_job_that_can_be_created() {
    assertThat(job(Requests.of(Requests.EMPTY)).getSpec().getTemplate().getSpec().getContainers())
        .singleElement()
        .satisfies(container -> assertThat(container.getImage()).isNotBlank());
  }

  @Test
  void the_pod_that_is_tried_out_is_the_one_that_the_job_would_create() {
    JobRequest request =
        Requests.of(
            Requests.PLAIN,
            "spec: {nodeSelector: {disk: ssd}, volumes: [{name: cache, emptyDir: {}}]}");
    Pod pod = Yaml.as(Pod.class, manifests.pod(request));
    assertThat(pod.getApiVersion()).isEqualTo("v1");
    assertThat(pod.getKind()).isEqualTo("Pod");
    assertThat(pod.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(pod.getMetadata().getName()).isEqualTo(Requests.NAME);
    assertThat(pod.getSpec()).isEqualTo(job(request).getSpec().getTemplate().getSpec());
    assertThat(pod.getMetadata().getOwnerReferences()).isEqualTo(List.of());
  }

  private Job job(JobRequest request) {
    return Yaml.as(Job.class, manifests.job(request, Requests.OWNER));
  }
}
