package dev.phaserollout.errand;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * What the text of a deliverable must contain: the text itself, or between slashes a regular
 * expression. The latter is RE2's, as in conditions: its time is linear in what a step has written.
 */
public final class ContentPattern {

  private final String written;
  private final Optional<Pattern> expression;

  private ContentPattern(String written, Optional<Pattern> expression) {
    this.written = written;
    this.expression = expression;
  }

  /** The pattern; to be called with what {@link #refusal} has nothing against. */
  public static ContentPattern of(String written) {
    return new ContentPattern(
        written,
        isExpression(written)
            ? Optional.of(Pattern.compile(inner(written), Pattern.MULTILINE))
            : Optional.empty());
  }

  /** Why it cannot be meant; empty where it can. */
  public static Optional<PatternFault> refusal(String written) {
    try {
      of(written);
      return Optional.empty();
    } catch (PatternSyntaxException refused) {
      return Optional.of(
          new PatternFault(
              written,
              "a regular expression of RE2 between the slashes",
              refused.getDescription()
                  + "; mend it, or leave the slashes out to mean the text itself"));
    }
  }

  public boolean isIn(String text) {
    return expression
        .map(pattern -> pattern.matcher(text).find())
        .orElseGet(() -> text.contains(written));
  }

  private static boolean isExpression(String written) {
    return written.length() > 2 && written.startsWith("/") && written.endsWith("/");
  }

  private static String inner(String written) {
    return written.substring(1, written.length() - 1);
  }
}
