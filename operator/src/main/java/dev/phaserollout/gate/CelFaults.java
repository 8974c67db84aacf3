package dev.phaserollout.gate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.phaserollout.engine.Expressions.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The library's complaints in words for people who have never heard of its grammar. */
final class CelFaults {

  private static final Pattern EVALUATION =
      Pattern.compile("evaluation error at [^:]*:([0-9]+): (.*)", Pattern.DOTALL);

  /** Stands in a wording for the names that expressions of the dialect may use. */
  private static final String NAMES = "{names}";

  /** The first that fits is taken; what fits none is shown as it is. */
  private static final List<Wording> WORDINGS =
      List.of(
          new Wording(
              "undeclared reference to '(.*)' \\(in container.*",
              found ->
                  "'"
                      + found.group(1)
                      + "' is not known here; known are "
                      + NAMES
                      + " (a name with a dash as in params['my-name']) and the functions has, size,"
                      + " matches, contains, startsWith, endsWith, int, double, string and bool"),
          new Wording(
              "undefined field '(.*)'",
              found -> "there is no field '" + found.group(1) + "'; release has the field version"),
          new Wording(
              "found no matching overload for '(.*)' applied to '(.*?)'.*",
              found -> operator(found.group(1)) + " cannot be applied to " + found.group(2)),
          new Wording(
              "No matching overload for function '(.*?)'\\..*",
              found ->
                  operator(found.group(1))
                      + " cannot be applied to these values; is result a number? A whole number"
                      + " beside a decimal is written as in 2.0"),
          new Wording(
              "Iteration budget exceeded.*",
              found -> "loops more often than " + CelLanguage.MOST_ITERATIONS + " times"),
          new Wording(
              "expected type 'bool' but found '(.*)'",
              found -> "gives " + found.group(1) + ", and must give true or false"),
          new Wording("mismatched input '<EOF>'.*", found -> "ends too early"),
          new Wording(
              "token recognition error at: '= ?'",
              found -> "a single '=' compares nothing; use =="),
          new Wording(
              "token recognition error at: '(.*)'",
              found -> "cannot be read from " + found.group(1).trim() + " on"),
          new Wording(
              "(?:mismatched|extraneous) input '(.*)' expecting.*",
              found -> "'" + found.group(1) + "' is not expected here"),
          new Wording(
              "no viable alternative at input '(.*)'",
              found -> "cannot be read at " + found.group(1)),
          new Wording(
              "Expression recursion limit exceeded.*",
              found -> "is nested or chained too deeply; split it over several steps"),
          new Wording(
              "key '(.*)' is not present in map\\.?",
              found ->
                  "there is no '"
                      + found.group(1)
                      + "'; ask with has(…) before a name is read that may be"
                      + " absent"));

  private CelFaults() {}

  private record Wording(Pattern says, Function<MatchResult, String> means) {
    Wording(String says, Function<MatchResult, String> means) {
      this(Pattern.compile(says, Pattern.DOTALL), means);
    }

    Optional<String> of(String message) {
      Matcher matcher = says.matcher(message);
      return matcher.matches() ? Optional.of(means.apply(matcher)) : Optional.empty();
    }
  }

  /**
   * The first complaint that follows from no other; the library marks what follows as {@code
   * *error*}.
   *
   * @param names what expressions of the dialect may name
   */
  static Fault ofSource(List<CelIssue> issues, String names) {
    return issues.stream()
        .filter(issue -> !issue.getMessage().contains("*error*"))
        .findFirst()
        .map(
            issue ->
                at(
                    issue.getSourceLocation().getLine(),
                    issue.getSourceLocation().getColumn(),
                    inPlainWords(issue.getMessage()).replace(NAMES, names)))
        .orElse(new Fault(0, "cannot be read"));
  }

  static Fault ofEvaluation(CelEvaluationException refused) {
    String message = String.valueOf(refused.getMessage());
    Matcher located = EVALUATION.matcher(message);
    return located.matches()
        ? new Fault(Integer.parseInt(located.group(1)) + 1, inPlainWords(located.group(2)))
        : new Fault(0, inPlainWords(message));
  }

  /** The library failed on this text. That is its defect, and still no reason to fall over. */
  static Fault ofDefect(RuntimeException defect) {
    return new Fault(0, "cannot be judged: " + inPlainWords(String.valueOf(defect.getMessage())));
  }

  static Fault at(CelAbstractSyntaxTree tree, CelExpr where, String message) {
    return Optional.ofNullable(tree.getSource().getPositionsMap().get(where.id()))
        .flatMap(tree.getSource()::getOffsetLocation)
        .map(place -> at(place.getLine(), place.getColumn(), message))
        .orElse(new Fault(0, message));
  }

  private static Fault at(int line, int column, String message) {
    return new Fault(column + 1, line > 1 ? "in line " + line + " of it: " + message : message);
  }

  private static String inPlainWords(String message) {
    String known =
        WORDINGS.stream()
            .flatMap(wording -> wording.of(message).stream())
            .findFirst()
            .orElse(message);
    return known.replaceAll("\\s+", " ").trim();
  }

  /**
   * {@code _&&_} and {@code @in} are the library's names for what people write as {@code &&} and
   * {@code in}.
   */
  private static String operator(String name) {
    String written = name.replace("_", "").replace("@", "");
    return written.isEmpty() ? name : written;
  }
}
