package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Role;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose a Job of an attempt's name is. */
class JobIdentityTest {

  @Test
  void the_job_that_is_made_for_an_attempt_is_the_attempts() {
    assertThat(JobIdentity.stranger(job(), Requests.ATTEMPT)).isEmpty();
  }

  static Stream<Attempt> otherAttempts() {
    Attempt mine = Requests.ATTEMPT;
    return Stream.of(
        attempt(mine.rolloutUid(), Role.ROLLBACK, mine.digest(), mine.number()),
        attempt(mine.rolloutUid(), mine.role(), "sha256:other", mine.number()),
        attempt(mine.rolloutUid(), mine.role(), mine.digest(), mine.number() + 1));
  }

  @ParameterizedTest
  @MethodSource("otherAttempts")
  void role_digest_and_number_must_match(Attempt other) {
    assertThat(JobIdentity.stranger(job(), other))
        .contains("another attempt of this rollout (step staging/migrate #2)");
  }

  @Test
  void the_job_of_a_rollout_of_the_same_name_that_was_deleted_is_foreign() {
    Attempt mine = Requests.ATTEMPT;
    assertThat(
            JobIdentity.stranger(
                job(), attempt("new-uid", mine.role(), mine.digest(), mine.number())))
        .contains("PhaseRollout checkout (uid " + Requests.UID + ")");
  }

  static Stream<Consumer<Job>> disowned() {
    return Stream.of(
        job -> job.getMetadata().setOwnerReferences(List.of()),
        job -> job.getMetadata().getOwnerReferences().get(0).setController(false),
        job -> job.getMetadata().getOwnerReferences().get(0).setController(null));
  }

  @ParameterizedTest
  @MethodSource("disowned")
  void labels_prove_nothing_where_the_rollout_does_not_control_the_job(Consumer<Job> change) {
    Job job = job();
    change.accept(job);
    assertThat(JobIdentity.stranger(job, Requests.ATTEMPT))
        .contains("nobody that says so (it has no controller)");
    assertThat(JobIdentity.ownedBy(job, Requests.UID)).isFalse();
  }

  @Test
  void the_attempts_own_job_is_none_while_it_is_being_deleted() {
    Job job = job();
    job.getMetadata().setDeletionTimestamp("2026-03-01T12:00:00Z");
    assertThat(JobIdentity.stranger(job, Requests.ATTEMPT))
        .contains("this attempt, but is being deleted");
  }

  @Test
  void a_job_without_labels_and_annotations_is_another_attempt_and_no_fault() {
    Job job = job();
    job.getMetadata().setLabels(null);
    job.getMetadata().setAnnotations(null);
    assertThat(JobIdentity.stranger(job, Requests.ATTEMPT)).isPresent();
    assertThat(JobIdentity.label(job, JobIdentity.ROLE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void every_role_has_a_label_that_kubernetes_takes(Role role) {
    Attempt attempt = attempt(Requests.UID, role, Requests.DIGEST, 1);
    assertThat(JobIdentity.labels(attempt, "a".repeat(40)).values())
        .allSatisfy(
            value -> assertThat(value).matches("[a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?"));
  }

  @Test
  void the_selector_finds_what_the_labels_say() {
    Map<String, String> labels = JobIdentity.labels(Requests.ATTEMPT, "checkout");
    for (String term : JobIdentity.selector().split(",", -1)) {
      String[] sides = term.split("=", -1);
      assertThat(labels).containsKey(sides[0]);
      assertThat(labels.get(sides[0])).isEqualTo(sides.length > 1 ? sides[1] : Requests.UID);
    }
  }

  private static Attempt attempt(String uid, Role role, String digest, int number) {
    return new Attempt(uid, 3, "staging", "migrate", role, digest, number);
  }

  private static Job job() {
    return Yaml.as(
        Job.class,
        new JobManifest(PodSecurity.DEFAULT, Requests.AGENT).job(Requests.plain(), Requests.OWNER));
  }
}
