package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.local.Workshop.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People answer with options where there is no terminal to ask them on. */
class AnswerIT {

  @AutoClose private final Workshop workshop;

  AnswerIT(@TempDir Path folder) {
    workshop = new Workshop(folder);
  }

  private static final String APPROVED =
      """
      phases:
        - name: staging
          steps: [{name: s, run: {command: [sh, -c, 'echo s >> effects']}}]
        - name: production
          approval: {required: %s, message: Read the report first.}
          steps: [{name: d, run: {command: [sh, -c, 'echo d >> effects']}}]
      """;

  private static String approved(int required) {
    return APPROVED.replace("%s", Integer.toString(required));
  }

  private static final String MANUAL =
      """
      phases:
        - name: main
          steps:
            - name: measure
              manual: {instructions: Read the meter.}
              outputs: [{name: rate}, {name: unit}]
            - name: use
              inputs: [{env: RATE, from: {step: measure, output: rate}}]
              run: {command: [sh, -c, 'echo "rate $RATE" >> effects']}
      """;

  @Test
  void without_a_terminal_the_run_stops_and_prints_the_words_that_go_on() throws IOException {
    workshop.rollout(approved(1));
    Ended waiting = workshop.run();
    assertThat(waiting.exit()).isEqualTo(3);
    String call = "phaserollout run " + workshop.file("rollout.yaml") + " --answer ";
    assertThat(waiting.out())
        .contains(
            "production: waits for a person (Approve, Reject): phase production begins when 1"
                + " person has answered Approve; Reject ends the run. Read the report first.",
            "Waiting: a person has to answer",
            "    " + call + "production=Approve\n",
            "    " + call + "production=Reject\n");
    assertThat(workshop.lines("effects")).containsExactly("s");

    Ended gone = workshop.run("--answer", "production=Approve", "--comment", "it is fine");
    assertThat(gone.exit()).as(gone.out()).isZero();
    assertThat(gone.out())
        .contains("production: Approve by " + System.getProperty("user.name") + ": it is fine");
    assertThat(workshop.lines("effects")).containsExactly("s", "d");
  }

  @Test
  void a_rejection_ends_the_run() throws IOException {
    workshop.rollout(approved(1));
    workshop.run();
    Ended rejected = workshop.run("--answer", "production=Reject");
    assertThat(rejected.exit()).isEqualTo(1);
    assertThat(rejected.out()).contains("Rejected: run 1", "phase production was rejected by ");
    assertThat(workshop.lines("effects")).containsExactly("s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "produktion=Approve  | found 'produktion', expected a question that is open; these are"
            + " open: production (Approve, Reject)",
        "production=Retry    | found 'Retry', expected one of Approve, Reject",
        "production=approve  | found 'approve', expected one of Approve, Reject",
        "production          | found 'production', expected question=decision",
        "production=         | expected question=decision",
      })
  void an_answer_that_names_nothing_that_is_open_is_a_usage_error_and_changes_nothing(
      String answer, String fault) throws IOException {
    workshop.rollout(approved(1));
    workshop.run();
    Ended refused = workshop.run("--answer", answer);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains(fault);
    assertThat(workshop.state().resolve("answers")).doesNotExist();
    assertThat(workshop.run().exit()).isEqualTo(3);
  }

  @Test
  void nobody_answers_before_there_is_a_question() throws IOException {
    workshop.rollout(approved(1));
    Ended refused = workshop.run("--answer", "production=Approve");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("expected no answer, for nothing is asked");
    assertThat(workshop.file("effects")).doesNotExist();
  }

  @Test
  void where_two_people_must_agree_one_person_cannot_answer_twice() throws IOException {
    workshop.rollout(approved(2));
    workshop.run();
    Ended first = workshop.run("--answer", "production=Approve");
    assertThat(first.exit()).isEqualTo(3);
    Ended second = workshop.run("--answer", "production=Approve");
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err()).contains("found a second answer of ", "the first one counts: Approve");
  }

  @Test
  void a_manual_step_wants_its_outputs_and_they_feed_the_steps_after_it() throws IOException {
    workshop.rollout(MANUAL);
    Ended waiting = workshop.run();
    assertThat(waiting.exit()).isEqualTo(3);
    assertThat(waiting.out())
        .contains(
            "Read the meter.",
            "--answer main/measure=Approve --output main/measure:rate=VALUE"
                + " --output main/measure:unit=VALUE");
    Ended without =
        workshop.run("--answer", "main/measure=Approve", "--output", "main/measure:rate=5");
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("found no unit", "add --output main/measure:unit=VALUE");
    Ended other =
        workshop.run("--answer", "main/measure=Reject", "--output", "main/measure:rate=5");
    assertThat(other.err()).contains("found 'rate', expected no output with Reject");

    Ended done =
        workshop.run(
            "--answer",
            "main/measure=Approve",
            "--output",
            "main/measure:rate=5=x",
            "--output",
            "main/measure:unit=l/s");
    assertThat(done.exit()).as(done.out() + done.err()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("rate 5=x");
  }

  /** The moment at which a kill would fall between the answer and the checkpoint. */
  @Test
  void an_answer_that_is_on_disk_counts_though_the_program_was_killed_before_it_used_it()
      throws IOException {
    workshop.rollout(approved(1));
    workshop.run();
    StateFolder state = new StateFolder(workshop.state());
    ObjectMapper json = new ObjectMapper();
    Checkpoint checkpoint = new CheckpointFile(state, json).read("shop").orElseThrow();
    QuestionStatus question = checkpoint.status().questions().get(0);
    AnswerFolder.open(state, json)
        .store(
            checkpoint.uid(),
            1,
            question.digest(),
            new GivenAnswer("production", Optional.empty(), "Approve", "alice", "", Map.of()),
            Instant.now());
    Ended gone = workshop.run();
    assertThat(gone.exit()).as(gone.out()).isZero();
    assertThat(gone.out()).contains("production: Approve by alice");
    assertThat(workshop.lines("effects")).containsExactly("s", "d");
  }

  @Test
  void an_answer_that_was_edited_on_disk_stops_everything() throws IOException {
    workshop.rollout(approved(2));
    workshop.run();
    workshop.run("--answer", "production=Approve");
    Path answer;
    try (var files = Files.list(workshop.state().resolve("answers"))) {
      answer = files.findFirst().orElseThrow();
    }
    Files.writeString(answer, Workshop.text(answer).replace("Approve", "Reject"));
    Ended refused = workshop.run();
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains(answer + ": found sha256 '");
  }

  @Test
  void what_else_can_be_done_is_done_before_the_run_stops_to_wait() throws IOException {
    workshop.rollout(
        """
        phases:
          - name: main
            maxParallel: 3
            steps:
              - {name: m, dependsOn: [], manual: {instructions: Look at it.}}
              - {name: slow, dependsOn: [], retry: {limit: 1, backoff: {duration: 1s}},
                 run: {command: [sh, -c, 'test -e tried || { touch tried; exit 1; }; echo slow >> effects']}}
        """);
    Ended waiting = workshop.run();
    assertThat(waiting.exit()).isEqualTo(3);
    assertThat(workshop.lines("effects")).containsExactly("slow");
  }

  @Test
  void an_expiry_holds_no_program_and_ends_the_run_at_a_later_call() throws IOException {
    workshop.rollout(approved(1).replace("required: 1", "required: 1, timeout: 2s"));
    assertThat(workshop.run().exit()).isEqualTo(3);
    patiently(
        () -> {
          Ended later = workshop.run();
          assertThat(later.exit()).isEqualTo(1);
          assertThat(later.out()).contains("Rejected: run 1", "nobody has approved phase");
        });
  }

  @Test
  void a_failed_step_is_tried_again_passed_over_or_rolled_back_as_a_person_says()
      throws IOException {
    workshop.rollout(
        """
        rollback: {onFailure: Ask}
        phases:
          - name: main
            steps:
              - {name: a, run: {command: [sh, -c, 'echo a >> effects; exit 4']},
                 rollback: {run: {command: [sh, -c, 'echo undo a >> effects']}}}
              - {name: b, run: {command: [sh, -c, 'echo b >> effects; exit 5']}}
        """);
    Ended asked = workshop.run();
    assertThat(asked.exit()).isEqualTo(3);
    assertThat(asked.out()).contains("main/a=Retry", "main/a=Skip", "main/a=Reject");
    assertThat(workshop.run("--answer", "main/a=Retry").exit()).isEqualTo(3);
    Ended skipped = workshop.run("--answer", "main/a=Skip");
    assertThat(skipped.exit()).isEqualTo(3);
    assertThat(skipped.out()).contains("main/a: skipped, passed over by a person");
    Ended undone = workshop.run("--answer", "main/b=Reject");
    assertThat(undone.exit()).isEqualTo(1);
    assertThat(undone.out()).contains("1 of 1 step compensated");
    assertThat(workshop.lines("effects")).isEqualTo(List.of("a", "a", "b", "undo a"));
  }
}
