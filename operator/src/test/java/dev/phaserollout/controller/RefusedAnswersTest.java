package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.Answer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusedAnswersTest {

  private static final String ASKED =
      "run: {number: 3}\nquestions: [{id: a, kind: Approval, choices: [Approve], digest: d, answers: [%s]}]";

  private final List<String> told = new ArrayList<>();
  private final RefusedAnswers refused =
      new RefusedAnswers((rollout, answer) -> told.add(answer.name() + " " + answer.cause()));

  private static PhaseRollout rollout(String status) {
    return Rollouts.version(
        "7", new KubernetesSerialization().unmarshal(status, PhaseRolloutStatus.class));
  }

  private static Answer answer(String name, String digest) {
    return new Answer(
        "uid-" + name,
        name,
        rollout("{}").getMetadata().getUid(),
        3,
        "a",
        digest,
        "Approve",
        name,
        "",
        Map.of(),
        true,
        Instant.EPOCH);
  }

  @Test
  void whoever_answered_in_vain_is_told_once() {
    PhaseRollout asked = rollout(ASKED.replace("%s", ""));
    List<Answer> answers = List.of(answer("alice", "d"), answer("bob", "other"));
    refused.tell(asked, answers);
    refused.tell(asked, answers);
    assertThat(told).containsExactly("bob OtherDigest");
  }

  @Test
  void an_answer_of_the_same_name_that_is_another_object_is_told_of_again() {
    PhaseRollout asked = rollout(ASKED.replace("%s", ""));
    refused.tell(asked, List.of(answer("bob", "other")));
    Answer first = answer("bob", "other");
    Answer again =
        new Answer(
            "uid-2",
            first.name(),
            first.rolloutUid(),
            3,
            "a",
            "other",
            "Approve",
            "bob",
            "",
            Map.of(),
            true,
            Instant.EPOCH);
    refused.tell(asked, List.of(again));
    assertThat(told).containsExactly("bob OtherDigest", "bob OtherDigest");
  }

  @Test
  void an_answer_that_was_counted_is_not_refused_when_its_question_is_gone() {
    List<Answer> answers = List.of(answer("alice", "d"));
    refused.tell(rollout(ASKED.replace("%s", "{by: alice, approvalUid: uid-alice}")), answers);
    refused.tell(rollout("run: {number: 3}"), answers);
    assertThat(told).isEmpty();
  }

  @Test
  void nothing_is_told_where_there_is_no_status_yet() {
    refused.tell(Rollouts.version("7", null), List.of(answer("alice", "d")));
    assertThat(told).isEmpty();
  }
}
