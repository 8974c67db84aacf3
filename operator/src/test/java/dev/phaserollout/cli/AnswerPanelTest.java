package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.local.GivenAnswer;
import dev.phaserollout.view.Line;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnswerPanelTest {

  private static final int WIDE = 60;

  private static final String ROLLOUT =
      """
      kind: PhaseRollout
      metadata: {name: shop}
      spec:
        phases:
          - name: main
            steps:
              - {name: m, manual: {instructions: Look.}, outputs: [{name: rate}, {name: unit}]}
          - {name: production, approval: {required: 1}, steps: [{name: d, run: {command: [x]}}]}
      status:
        questions:
      """;

  private static final String MANUAL =
      """
          - {id: main/m, kind: ManualStep, choices: [Approve, Reject], digest: d1,
             text: "step m is done by a person: Look at the dashboard and see whether it is green."}
      """;

  private static final String APPROVAL =
      """
          - {id: production, kind: Approval, choices: [Approve, Reject], digest: %s,
             text: "phase production begins", expiresAt: "2026-03-01T13:00:00Z", answers: [%s]}
      """;

  private static String approval(String digest, String answers) {
    return APPROVAL.replaceFirst("%s", digest).replaceFirst("%s", answers);
  }

  private final AnswerPanel panel = new AnswerPanel("alice");
  private PhaseRollout rollout = new PhaseRollout();

  private void asked(String questions) {
    rollout = new KubernetesSerialization().unmarshal(ROLLOUT + questions, PhaseRollout.class);
    panel.update(rollout);
  }

  private Optional<GivenAnswer> type(String keys) {
    Optional<GivenAnswer> answer = Optional.empty();
    for (char key : keys.toCharArray()) {
      answer = panel.type(key, rollout);
    }
    return answer;
  }

  private String drawn() {
    return panel.draw(WIDE).stream().map(Line::text).collect(Collectors.joining("\n"));
  }

  @Test
  void what_is_decided_stands_above_the_line_that_is_typed() {
    asked(MANUAL);
    type("Appr");
    assertThat(drawn())
        .isEqualTo(
            """

            main/m  (Ctrl-U: again, Ctrl-D: answer later)
            step m is done by a person: Look at the dashboard and see
            whether it is green.
            Approve or Reject, as alice? Appr""");
  }

  @Test
  void an_approval_of_a_step_asks_for_each_output_and_last_for_a_comment() {
    asked(MANUAL);
    assertThat(type("a\r")).isEmpty();
    assertThat(drawn()).endsWith("\nrate = ");
    assertThat(type("\r")).isEmpty();
    assertThat(drawn()).endsWith("found nothing, expected a value\nrate = ");
    assertThat(type("12\r")).isEmpty();
    assertThat(type("l/s\r")).isEmpty();
    assertThat(drawn()).endsWith("\nApprove, comment (optional): ");
    assertThat(type(" all fine \r"))
        .contains(
            new GivenAnswer(
                "main/m",
                Optional.of("d1"),
                "Approve",
                "alice",
                "all fine",
                Map.of("rate", "12", "unit", "l/s")));
    assertThat(drawn()).endsWith("\nanswered");
    assertThat(type("a\r\r")).as("one answer").isEmpty();
  }

  @Test
  void a_rejection_asks_for_no_output() {
    asked(MANUAL);
    assertThat(type("reject\r\r").map(GivenAnswer::decision)).contains("Reject");
  }

  @Test
  void a_word_that_is_no_choice_or_begins_several_is_answered_with_the_choices() {
    asked(MANUAL);
    type("yes\r");
    assertThat(drawn()).contains("found 'yes', expected one of Approve, Reject");
    type("\r");
    assertThat(drawn()).contains("found nothing, expected one of Approve, Reject");
  }

  @Test
  void keys_that_edit_do_and_those_that_write_nothing_write_nothing() {
    asked(MANUAL);
    type("Ax\u007f\u001b[A\u001b[1;5C\u001bOP\u0001p");
    assertThat(drawn()).endsWith("? Ap");
    type("pprove\r7\r\u0015");
    assertThat(drawn()).as("all of it again").endsWith("Approve or Reject, as alice? ");
  }

  @Test
  void what_is_typed_stays_while_its_question_does_and_goes_with_it() {
    asked(approval("d1", ""));
    type("App");
    asked(approval("d1", "{by: bob, decision: Approve}"));
    assertThat(drawn()).endsWith("? App");
    asked(approval("d2", ""));
    assertThat(drawn()).endsWith("? ");
    asked("    []");
    assertThat(panel.asking()).isFalse();
    assertThat(drawn()).isEmpty();
  }

  @Test
  void whoever_has_answered_is_not_asked_again() {
    asked(approval("d1", "{by: alice, decision: Approve}"));
    assertThat(panel.asking()).isFalse();
    assertThat(AnswerPanel.askable(rollout, "alice")).isEmpty();
    assertThat(AnswerPanel.askable(rollout, "bob")).hasSize(1);
  }

  @Test
  void tab_goes_round_the_questions() {
    asked(MANUAL + approval("d1", ""));
    assertThat(drawn()).contains("main/m  (question 1 of 2, Tab: next");
    type("\t");
    assertThat(drawn()).contains("production, until 2026-03-01T13:00:00Z  (question 2 of 2");
    type("\t");
    assertThat(drawn()).contains("main/m");
  }

  @Test
  void whoever_turns_away_is_left_alone() {
    asked(MANUAL);
    type("\u0004");
    assertThat(panel.asking()).isFalse();
    assertThat(panel.left()).isTrue();
  }

  @Test
  void no_line_is_wider_than_the_screen_and_the_end_of_what_is_typed_is_seen() {
    asked(MANUAL);
    type("a\r");
    type("0123456789".repeat(20) + "end");
    for (int width = 1; width < WIDE; width++) {
      int columns = width;
      assertThat(panel.draw(width))
          .allSatisfy(l -> assertThat(l.text()).hasSizeLessThanOrEqualTo(columns));
    }
    assertThat(drawn()).endsWith("789end");
  }
}
