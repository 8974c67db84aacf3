package dev.phaserollout.local;

import dev.phaserollout.engine.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as the command line gives them: {@code --answer}, {@code --output}, {@code --comment}.
 */
public final class AnswerWords {

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, String> decisions = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> outputs = new LinkedHashMap<>();

  private AnswerWords() {}

  /**
   * The answers of one call, in the order of the words.
   *
   * @param answers words of the form {@code question=decision}
   * @param outputs words of the form {@code question:name=value}
   * @param comment said with each of the answers
   * @param approver who calls
   * @throws LocalRefusal naming every word that does not have its form, or says something again
   */
  public static List<GivenAnswer> parse(
      List<String> answers, List<String> outputs, Optional<String> comment, String approver) {
    AnswerWords words = new AnswerWords();
    answers.forEach(words::answer);
    outputs.forEach(words::output);
    if (answers.isEmpty() && comment.isPresent()) {
      words.refuse("--comment", comment.get(), "an answer that it is said with");
    }
    if (!words.problems.isEmpty()) {
      throw new LocalRefusal(words.problems);
    }
    return words.decisions.entrySet().stream()
        .map(
            decided ->
                new GivenAnswer(
                    decided.getKey(),
                    Optional.empty(),
                    decided.getValue(),
                    approver,
                    comment.orElse(""),
                    words.outputs.getOrDefault(decided.getKey(), Map.of())))
        .toList();
  }

  private void answer(String word) {
    int equals = word.indexOf('=');
    if (equals < 1 || equals == word.length() - 1) {
      problems.add(
          Problem.of(
              "--answer", word, "question=decision", "write it as --answer production=Approve"));
    } else if (decisions.putIfAbsent(word.substring(0, equals), word.substring(equals + 1))
        != null) {
      problems.add(twice("--answer", word.substring(0, equals)));
    }
  }

  private void output(String word) {
    int equals = word.indexOf('=');
    int colon = equals < 0 ? -1 : word.lastIndexOf(':', equals);
    if (colon < 1 || colon + 1 == equals) {
      problems.add(
          Problem.of(
              "--output",
              word,
              "question:name=value",
              "write it as --output staging/measure:rate=12"));
      return;
    }
    String question = word.substring(0, colon);
    if (!decisions.containsKey(question)) {
      refuse("--output", word, "an answer to question '" + question + "' that it belongs to");
      return;
    }
    String name = word.substring(colon + 1, equals);
    Map<String, String> known = outputs.computeIfAbsent(question, first -> new LinkedHashMap<>());
    if (known.putIfAbsent(name, word.substring(equals + 1)) != null) {
      problems.add(twice("--output", question + ":" + name));
    }
  }

  private void refuse(String option, String word, String expected) {
    problems.add(Problem.of(option, word, expected, "add --answer, or leave this out"));
  }

  private static Problem twice(String option, String what) {
    return new Problem(
        option, "'" + what + "' twice", "it once", "take away the one that is not meant");
  }
}
