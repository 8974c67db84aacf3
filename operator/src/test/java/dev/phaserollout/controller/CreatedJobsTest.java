package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import org.junit.jupiter.api.Test;

/** What is known of Jobs between their creation and the watch that tells of them. */
class CreatedJobsTest {

  private final HandClock clock = new HandClock();
  private final CreatedJobs created = new CreatedJobs(clock);

  @Test
  void a_job_is_of_its_rollout_and_has_its_name_until_the_watch_tells_of_it() {
    Job migrate = job("migrate", "uid-1", "rollout-1");
    created.created(migrate);
    created.created(job("other", "uid-2", "rollout-2"));
    assertThat(created.of("rollout-1")).containsExactly(migrate);
    assertThat(created.of("shop", "migrate")).contains(migrate);
    assertThat(created.of("other", "migrate")).isEmpty();
    assertThat(created.heard(job("migrate", "uid-1", "rollout-1"))).contains(migrate);
    assertThat(created.of("rollout-1")).isEmpty();
  }

  @Test
  void a_job_is_heard_of_for_the_first_time_once_and_one_of_others_never() {
    created.created(job("migrate", "uid-1", "rollout-1"));
    assertThat(created.heard(job("migrate", "uid-of-another", "rollout-1"))).isEmpty();
    assertThat(created.heard(job("migrate", "uid-1", "rollout-1"))).isPresent();
    assertThat(created.heard(job("migrate", "uid-1", "rollout-1"))).isEmpty();
  }

  @Test
  void what_no_watch_tells_of_is_not_believed_for_ever() {
    created.created(job("migrate", "uid-1", "rollout-1"));
    clock.pass(CreatedJobs.UNHEARD_MAX);
    assertThat(created.of("rollout-1")).hasSize(1);
    clock.pass(CreatedJobs.UNHEARD_MAX);
    assertThat(created.of("rollout-1")).isEmpty();
    assertThat(created.of("shop", "migrate")).isEmpty();
  }

  private static Job job(String name, String uid, String rolloutUid) {
    return new JobBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName(name)
        .withUid(uid)
        .addToLabels(JobIdentity.ROLLOUT_UID, rolloutUid)
        .endMetadata()
        .build();
  }
}
