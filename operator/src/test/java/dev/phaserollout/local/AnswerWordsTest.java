package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.engine.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerWordsTest {

  @Test
  void outputs_belong_to_the_answer_of_their_question_and_the_comment_to_all() {
    assertThat(
            AnswerWords.parse(
                List.of("a/m=Approve", "run:rollback=Reject"),
                List.of("a/m:rate=1=2", "a/m:note="),
                Optional.of("seen"),
                "alice"))
        .containsExactly(
            new GivenAnswer(
                "a/m",
                Optional.empty(),
                "Approve",
                "alice",
                "seen",
                Map.of("rate", "1=2", "note", "")),
            new GivenAnswer("run:rollback", Optional.empty(), "Reject", "alice", "seen", Map.of()));
  }

  @Test
  void every_word_that_has_not_its_form_or_says_something_again_is_named_at_once() {
    assertThatThrownBy(
            () ->
                AnswerWords.parse(
                    List.of("a=Approve", "a=Reject", "b", "=c", "d="),
                    List.of("a:x=1", "a:x=2", "rate=1", "a:=1", "z:x=1"),
                    Optional.empty(),
                    "alice"))
        .isInstanceOfSatisfying(
            LocalRefusal.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::found)
                    .containsExactly(
                        "'a' twice",
                        "'b'",
                        "'=c'",
                        "'d='",
                        "'a:x' twice",
                        "'rate=1'",
                        "'a:=1'",
                        "'z:x=1'"));
  }

  @Test
  void a_comment_without_an_answer_is_refused() {
    assertThatThrownBy(() -> AnswerWords.parse(List.of(), List.of(), Optional.of("why"), "alice"))
        .hasMessageContaining("--comment: found 'why', expected an answer");
  }
}
