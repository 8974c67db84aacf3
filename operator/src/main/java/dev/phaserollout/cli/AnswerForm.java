package dev.phaserollout.cli;

import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.local.GivenAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One question as it is being answered: first the decision, then what has to come with it, one by
 * one, and last whatever the person wants to be known.
 */
final class AnswerForm {

  private static final String APPROVE = "Approve";

  private final QuestionStatus question;
  private final List<String> outputs;
  private final String person;
  private final Map<String, String> given = new LinkedHashMap<>();
  private Optional<String> decision = Optional.empty();
  private String fault = "";

  /**
   * @param outputs names of what has to come with an approval
   * @param person who answers
   */
  AnswerForm(QuestionStatus question, List<String> outputs, String person) {
    this.question = question;
    this.outputs = List.copyOf(outputs);
    this.person = person;
  }

  QuestionStatus question() {
    return question;
  }

  /** What is to be typed now. */
  String prompt() {
    if (decision.isEmpty()) {
      return String.join(" or ", question.choices()) + ", as " + person + "? ";
    }
    return missing().map(name -> name + " = ").orElse(decision.get() + ", comment (optional): ");
  }

  /** What was wrong with the line before; empty when nothing. */
  String fault() {
    return fault;
  }

  private Optional<String> missing() {
    return decision.filter(APPROVE::equals).isEmpty()
        ? Optional.empty()
        : outputs.stream().filter(name -> !given.containsKey(name)).findFirst();
  }

  /** Takes a whole line; the answer once nothing is missing. */
  Optional<GivenAnswer> enter(String line) {
    fault = "";
    if (decision.isEmpty()) {
      decide(line.strip());
      return Optional.empty();
    }
    Optional<String> name = missing();
    if (name.isPresent()) {
      if (line.isEmpty()) {
        fault = "found nothing, expected a value";
      } else {
        given.put(name.get(), line);
      }
      return Optional.empty();
    }
    return Optional.of(
        new GivenAnswer(
            question.id(),
            Optional.ofNullable(question.digest()),
            decision.get(),
            person,
            line.strip(),
            given));
  }

  /** By its first letters, where no other choice begins so. */
  private void decide(String word) {
    String begin = word.toLowerCase(Locale.ROOT);
    List<String> meant = new ArrayList<>();
    for (String choice : question.choices()) {
      if (choice.toLowerCase(Locale.ROOT).startsWith(begin)) {
        meant.add(choice);
      }
    }
    if (meant.size() == 1) {
      decision = Optional.of(meant.get(0));
    } else {
      fault =
          "found "
              + (word.isEmpty() ? "nothing" : "'" + word + "'")
              + ", expected one of "
              + String.join(", ", question.choices());
    }
  }
}
