package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.job.Requests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine is told of the answers that a cluster holds. */
class AnswersTest {

  private static final AnswerPolicy EXPECTED = AnswerPolicy.shipped();
  private static final String API = "/apis/" + AnswerPolicy.API_VERSION;
  private static final String POLICY = API + "/validatingadmissionpolicies/" + EXPECTED.name();
  private static final String BINDING =
      API + "/validatingadmissionpolicybindings/" + EXPECTED.name();
  private static final PhaseApproval FIRST = Approvals.given("first", "2026-03-01T12:00:00Z");
  private static final PhaseApproval SECOND = Approvals.given("second", "2026-03-01T12:00:01Z");

  private final FaultyApi api = new FaultyApi();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void the_engine_is_told_everything_that_an_answer_says() {
    assertThat(answers("2026-03-01T12:00:05Z", FIRST).to(Rollouts.named("checkout")))
        .containsExactly(
            new Answer(
                "uid-of-first",
                "first",
                Requests.UID,
                3,
                "production",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "Approve",
                "alice",
                "",
                Map.of(),
                false,
                Instant.parse("2026-03-01T12:00:00Z")));
  }

  @Test
  void answers_come_in_the_order_in_which_they_were_given() {
    PhaseApproval sameSecond = Approvals.given("another", "2026-03-01T12:00:01Z");

    assertThat(
            answers("2026-03-01T12:00:05Z", SECOND, FIRST, sameSecond)
                .to(Rollouts.named("checkout")))
        .extracting(Answer::name)
        .containsExactly("first", "another", "second");
  }

  @Test
  void an_answer_under_the_policy_is_verified_and_asked_about_once() {
    inForce();
    Answers answers = answers("2026-03-01T12:00:05Z", FIRST);

    assertThat(answers.to(Rollouts.named("checkout"))).allMatch(Answer::verified);
    assertThat(answers.to(Rollouts.named("checkout"))).allMatch(Answer::verified);
    assertThat(api.asked()).containsExactly("GET " + POLICY, "GET " + BINDING);
  }

  @Test
  void a_recent_answer_is_judged_by_what_is_read_after_it() {
    inForce();

    answers("2026-03-01T12:00:05Z", FIRST, SECOND).to(Rollouts.named("checkout"));

    assertThat(api.asked()).hasSize(4);
  }

  @Test
  void after_a_restart_one_reading_is_enough_for_all_old_answers() {
    inForce();

    assertThat(answers("2026-03-01T13:00:00Z", FIRST, SECOND).to(Rollouts.named("checkout")))
        .hasSize(2)
        .allMatch(Answer::verified);
    assertThat(api.asked()).hasSize(2);
  }

  @Test
  void an_operator_that_may_not_look_verifies_nothing_until_it_may() {
    api.refuse(HttpMethod.GET, POLICY, 403, "Forbidden", "not allowed");
    Answers answers = answers("2026-03-01T12:00:05Z", FIRST);

    assertThat(answers.to(Rollouts.named("checkout"))).noneMatch(Answer::verified);
    answers.to(Rollouts.named("checkout"));

    assertThat(api.asked()).containsExactly("GET " + POLICY, "GET " + POLICY);
  }

  @Test
  void an_API_server_in_trouble_says_nothing_about_an_answer() {
    api.refuse(HttpMethod.GET, POLICY, 500, "InternalError", "etcd is away");
    Answers answers = answers("2026-03-01T12:00:05Z", FIRST);

    assertThatThrownBy(() -> answers.to(Rollouts.named("checkout")))
        .isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void without_answers_nothing_is_asked() {
    assertThat(answers("2026-03-01T12:00:05Z").to(Rollouts.named("checkout"))).isEmpty();
    assertThat(api.asked()).isEmpty();
  }

  private Answers answers(String now, PhaseApproval... given) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return new Answers(
        (namespace, name) ->
            namespace.equals("shop") && name.equals("checkout") ? List.of(given) : List.of(),
        new PolicyReader(api.client(), clock));
  }

  private void inForce() {
    api.answer(HttpMethod.GET, POLICY, 200, object("ValidatingAdmissionPolicy", EXPECTED.policy()));
    api.answer(
        HttpMethod.GET,
        BINDING,
        200,
        object("ValidatingAdmissionPolicyBinding", EXPECTED.binding()));
  }

  private static GenericKubernetesResource object(String kind, Map<String, Object> spec) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(AnswerPolicy.API_VERSION)
        .withKind(kind)
        .withNewMetadata()
        .withName(EXPECTED.name())
        .withGeneration(1L)
        .withCreationTimestamp("2026-03-01T09:00:00Z")
        .endMetadata()
        .addToAdditionalProperties("spec", spec)
        .build();
  }
}
