package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.job.JobManifest;
import dev.phaserollout.job.PodSecurity;
import dev.phaserollout.job.Requests;
import dev.phaserollout.job.Seen;
import dev.phaserollout.job.Yaml;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the caches leave out is missed by nobody. */
class TrimmedObjectsTest {

  private static final String POD =
      "{spec: {nodeName: n1, containers: [{name: step, image: i, env: [{name: A, value: b}]},"
          + " {name: uploader, command: [u]}]}, status: {phase: Running}}";

  @Test
  void whose_a_job_is_can_be_told_from_what_is_kept() {
    Job whole =
        Yaml.as(
            Job.class,
            new JobManifest(PodSecurity.DEFAULT, Requests.AGENT)
                .job(Requests.plain(), Requests.OWNER));
    whole.getMetadata().setUid("job-1");
    Job kept = TrimmedObjects.job(whole);
    assertThat(JobIdentity.stranger(kept, Requests.ATTEMPT)).isEmpty();
    kept.getMetadata().setDeletionTimestamp("2026-03-01T12:00:00Z");
    assertThat(JobIdentity.stranger(TrimmedObjects.job(kept), Requests.ATTEMPT)).isPresent();
    assertThat(kept.getMetadata().getUid()).isEqualTo("job-1");
  }

  @Test
  void templates_commands_and_managed_fields_are_left_out() {
    Job job =
        Yaml.as(
            Job.class,
            new JobManifest(PodSecurity.DEFAULT, Requests.AGENT)
                .job(Requests.plain(), Requests.OWNER));
    job.getMetadata().setManagedFields(List.of(new ManagedFieldsEntry()));
    Pod pod = Seen.pod(POD);
    pod.getMetadata().setManagedFields(List.of(new ManagedFieldsEntry()));
    assertThat(TrimmedObjects.job(job).getSpec().getTemplate()).isNull();
    assertThat(TrimmedObjects.job(job).getMetadata().getManagedFields()).isEmpty();
    assertThat(TrimmedObjects.pod(pod).getMetadata().getManagedFields()).isEmpty();
    assertThat(TrimmedObjects.pod(pod).getSpec().getContainers())
        .hasSize(2)
        .allSatisfy(container -> assertThat(container.getEnv()).isEmpty());
  }

  @Test
  void of_an_answer_everything_is_kept_that_says_whose_it_is_and_when_it_was_given() {
    PhaseApproval answer = Approvals.given("yes", "2026-03-01T12:00:00Z");
    PhaseApproval noisy = Approvals.given("yes", "2026-03-01T12:00:00Z");
    noisy.getMetadata().setManagedFields(List.of(new ManagedFieldsEntry()));
    noisy.getMetadata().setAnnotations(Map.of("note", "long"));
    assertThat(TrimmedObjects.answer(noisy)).isEqualTo(answer);
  }

  @Test
  void of_an_event_its_words_its_time_and_its_job_are_kept() {
    Event event =
        Yaml.read(
            Event.class,
            "{metadata: {name: e, namespace: shop, uid: u, resourceVersion: '3'},"
                + " reason: FailedCreate, message: exceeded quota,"
                + " lastTimestamp: '2026-03-01T12:00:00Z',"
                + " involvedObject: {kind: Job, name: j, namespace: shop, uid: job-1}}");
    assertThat(TrimmedObjects.event(event)).isEqualTo(event);
  }
}
