package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of Jobs between their creation and the watch that tells of them. */
class CreatedJobsTest {

  private final List<Runnable> later = new ArrayList<>();
  private final List<Job> doubted = new ArrayList<>();
  private final CreatedJobs created = new CreatedJobs(later::add, doubted::add);

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
  void what_no_watch_tells_of_is_doubted_once_and_is_news_when_it_is_told_after_all() {
    Job migrate = job("migrate", "uid-1", "rollout-1");
    created.created(migrate);
    later.forEach(Runnable::run);
    later.forEach(Runnable::run);
    assertThat(doubted).containsExactly(migrate);
    assertThat(created.of("rollout-1")).isEmpty();
    assertThat(created.of("shop", "migrate")).isEmpty();
    assertThat(created.heard(migrate)).isEmpty();
  }

  @Test
  void what_the_watch_has_told_of_is_never_doubted() {
    created.created(job("migrate", "uid-1", "rollout-1"));
    created.heard(job("migrate", "uid-1", "rollout-1"));
    later.forEach(Runnable::run);
    assertThat(doubted).isEmpty();
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
