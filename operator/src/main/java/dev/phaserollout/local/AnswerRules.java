package dev.phaserollout.local;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.engine.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether an answer is one to a question that is open, said before it is stored. */
final class AnswerRules {

  private static final String APPROVE = "Approve";

  private final List<QuestionStatus> open;
  private final PhaseRollout rollout;
  private final Instant now;

  /**
   * @param rollout with the spec that its run was accepted with
   */
  AnswerRules(PhaseRollout rollout, Instant now) {
    this.open = RunStanding.of(rollout).questions();
    this.rollout = rollout;
    this.now = now;
  }

  Optional<QuestionStatus> question(GivenAnswer given) {
    return open.stream()
        .filter(question -> question.id().equals(given.question()))
        .filter(
            question ->
                given.digest().isEmpty()
                    || given.digest().equals(Optional.ofNullable(question.digest())))
        .findFirst();
  }

  /** Everything that keeps it from counting; empty when it counts. */
  List<Problem> problems(GivenAnswer given) {
    Optional<QuestionStatus> question = question(given);
    if (question.isEmpty()) {
      return List.of(
          Problem.of(
              "--answer",
              given.question(),
              open.isEmpty() ? "no answer, for nothing is asked" : "a question that is open",
              open.isEmpty()
                  ? "run it without --answer until it asks"
                  : "these are open: " + listed(open)));
    }
    return Stream.of(
            decision(question.get(), given),
            person(question.get(), given),
            time(question.get(), given),
            missing(question.get(), given),
            surplus(question.get(), given))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String listed(List<QuestionStatus> questions) {
    return questions.stream()
        .map(question -> question.id() + " (" + String.join(", ", question.choices()) + ")")
        .collect(Collectors.joining("; "));
  }

  private static Optional<Problem> decision(QuestionStatus question, GivenAnswer given) {
    return question.choices().contains(given.decision())
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                "--answer " + question.id(),
                given.decision(),
                "one of " + String.join(", ", question.choices()),
                "write it as --answer " + question.id() + "=" + question.choices().get(0)));
  }

  private static Optional<Problem> person(QuestionStatus question, GivenAnswer given) {
    return question.answers().stream()
        .filter(answer -> given.approver().equals(answer.by()))
        .findFirst()
        .map(
            before ->
                new Problem(
                    "--answer " + question.id(),
                    "a second answer of " + given.approver(),
                    "another person's, for the first one counts: " + before.decision(),
                    "let somebody else answer as a user of their own"));
  }

  private Optional<Problem> time(QuestionStatus question, GivenAnswer given) {
    return time(question.expiresAt())
        .filter(end -> !now.isBefore(end))
        .map(
            end ->
                Problem.of(
                    "--answer " + question.id(),
                    given.decision(),
                    "an answer before " + end + ", when the question expired",
                    "run it without --answer to see what follows from that"));
  }

  private static Optional<Instant> time(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private Optional<Problem> missing(QuestionStatus question, GivenAnswer given) {
    List<String> missing =
        AskedOutputs.of(rollout.getSpec(), question).stream()
            .filter(name -> !given.outputs().containsKey(name))
            .toList();
    return !given.decision().equals(APPROVE) || missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "--answer " + question.id(),
                "no " + String.join(", no ", missing),
                "every output that the step declares",
                "add "
                    + missing.stream()
                        .map(name -> "--output " + question.id() + ":" + name + "=VALUE")
                        .collect(Collectors.joining(" "))));
  }

  private Optional<Problem> surplus(QuestionStatus question, GivenAnswer given) {
    List<String> known = AskedOutputs.of(rollout.getSpec(), question);
    return given.outputs().keySet().stream()
        .filter(name -> !known.contains(name) || !given.decision().equals(APPROVE))
        .findFirst()
        .map(
            name ->
                Problem.of(
                    "--output " + question.id(),
                    name,
                    known.isEmpty() || !given.decision().equals(APPROVE)
                        ? "no output with " + given.decision()
                        : "one of " + String.join(", ", known),
                    "mend the name, or leave it out"));
  }
}
