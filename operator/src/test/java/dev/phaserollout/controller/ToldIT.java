package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseApprovalSpec;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RolloutRef;
import dev.phaserollout.api.TraceContext;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code kubectl describe} shows of a release that went wrong or that asked people. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ToldIT {

  private static final String SPEC =
      """
      stepDefaults: {image: IMAGE}
      phases:
        - name: staging
          steps:
            - name: migrate
              run: {command: [sh, -c, 'exit 0']}
              rollback: {run: {command: [sh, -c, 'exit 0']}}
        - name: production
          steps:
            - name: deploy
              run: {command: [sh, -c, 'exit 3']}
              rollback:
                run: {command: [sh, -c, 'test $PHASEROLLOUT_ATTEMPT = 2']}
                retry: {limit: 1, backoff: {duration: 1s}}
      """;

  private final PodCluster cluster;
  private Workplace place;

  ToldIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "told");
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void a_rollback_tells_its_story_in_order_and_says_what_can_be_done_next() {
    place.apply("shop", SPEC);
    place.awaitState("shop", "RolledBack");
    await().atMost(Workplace.SOON).until(() -> reasons("shop").contains("RunFailed"));
    assertThat(reasons("shop"))
        .containsSubsequence(
            "RunAccepted",
            "RunBegan",
            "StepSucceeded",
            "StepFailed",
            "RunEnding",
            "RollbackBegan",
            "CompensationRetrying",
            "CompensationSucceeded",
            "CompensationSucceeded",
            "RolledBack",
            "RunFailed");
    assertThat(events("shop"))
        .extracting(Event::getNote)
        .anyMatch(note -> note.startsWith("run 1 rolled back in "))
        .anyMatch(note -> note.endsWith("2 of 2 steps compensated"));
    place.annotate("shop", "rollback", "1");
    await().atMost(Workplace.SOON).until(() -> reasons("shop").contains("CommandRefused"));
    assertThat(events("shop"))
        .extracting(Event::getNote)
        .contains("command phaserollout.dev/rollback=1 refused: run 1 was rolled back already");
  }

  @Test
  void the_jobs_of_a_compensation_carry_its_role_and_a_span_of_their_own() {
    place.apply("traced", SPEC);
    PhaseRolloutStatus status = place.awaitState("traced", "RolledBack");
    TraceContext run = TraceContext.of(status.run()).orElseThrow();
    List<Job> undoing =
        place.jobs("traced").stream()
            .filter(job -> "rollback".equals(JobIdentity.label(job, JobIdentity.ROLE)))
            .toList();
    assertThat(undoing.stream().collect(Collectors.toMap(ToldIT::attempt, ToldIT::span)))
        .isEqualTo(
            Map.of(
                "migrate 1", run.compensationAttempt("staging", "migrate", 1).traceparent(),
                "deploy 1", run.compensationAttempt("production", "deploy", 1).traceparent(),
                "deploy 2", run.compensationAttempt("production", "deploy", 2).traceparent()));
  }

  @Test
  void who_has_answered_in_vain_reads_why_once_and_a_right_answer_goes_on() {
    PhaseRollout asking =
        place.apply(
            "asked",
            """
            stepDefaults: {image: IMAGE}
            phases:
              - name: production
                approval: {required: 1}
                steps: [{name: deploy, run: {command: [sh, -c, 'exit 0']}}]
            """);
    QuestionStatus question = place.awaitState("asked", "AwaitingAnswer").questions().get(0);
    answer("wrong", asking, "sha256:" + "0".repeat(64));
    await().atMost(Workplace.SOON).until(() -> reasons("asked").contains("AnswerRefused"));
    answer("right", asking, question.digest());
    place.awaitState("asked", "Succeeded");
    await().atMost(Workplace.SOON).until(() -> reasons("asked").contains("RunSucceeded"));
    assertThat(reasons("asked"))
        .containsSubsequence(
            "QuestionRaised", "AnswerRefused", "QuestionAnswered", "PhaseApproved", "RunSucceeded")
        .containsOnlyOnce("AnswerRefused");
    assertThat(events("asked"))
        .extracting(Event::getNote)
        .anyMatch(
            note ->
                note.startsWith(
                    "answer wrong (Approve by alice) to Approval production does not count: it"
                        + " names digest sha256:000000000000…, expected sha256:"));
  }

  private void answer(String name, PhaseRollout to, String digest) {
    PhaseApproval answer = new PhaseApproval();
    answer.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(place.namespace()).build());
    answer.setSpec(
        new PhaseApprovalSpec(
            new RolloutRef(to.getMetadata().getName(), to.getMetadata().getUid()),
            1,
            "production",
            digest,
            ApprovalDecision.Approve,
            "alice",
            null,
            Map.of()));
    place.client().resource(answer).create();
  }

  private static String attempt(Job job) {
    return JobIdentity.label(job, JobIdentity.STEP) + " " + variable(job, "PHASEROLLOUT_ATTEMPT");
  }

  private static String span(Job job) {
    return variable(job, "TRACEPARENT");
  }

  private static String variable(Job job, String name) {
    return job.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElse("");
  }

  /** As {@code kubectl describe} shows them: by name. */
  private List<Event> events(String rollout) {
    return place
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(place.namespace())
        .list()
        .getItems()
        .stream()
        .filter(event -> event.getRegarding().getName().equals(rollout))
        .sorted(Comparator.comparing(event -> event.getMetadata().getName()))
        .toList();
  }

  private List<String> reasons(String rollout) {
    return events(rollout).stream().map(Event::getReason).toList();
  }
}
