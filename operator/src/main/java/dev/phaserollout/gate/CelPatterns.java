package dev.phaserollout.gate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelExprVisitor;
import dev.phaserollout.engine.Expressions.Fault;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions inside conditions. Matching takes linear time, but the library translates a
 * pattern whole before it looks at its size, and {@code ((a{1000}){1000}){1000}} exhausts the
 * memory. So a pattern must stand in the text, where its size is estimated before it is translated.
 */
final class CelPatterns {

  /** Instructions of a translated pattern. */
  static final int LARGEST_PROGRAM = 1000;

  private static final long LARGEST_ESTIMATE = 100_000;
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

  private CelPatterns() {}

  /** The first pattern that is too large, broken or computed. */
  static Optional<Fault> faultIn(CelAbstractSyntaxTree tree) {
    Search search = new Search(tree);
    search.visit(tree.getExpr());
    return search.found;
  }

  private static Optional<String> faultOf(CelExpr pattern) {
    if (pattern.getKind() != Kind.CONSTANT
        || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Optional.of("the pattern of matches() must be written out in quotes");
    }
    return faultOf(pattern.constant().stringValue());
  }

  private static Optional<String> faultOf(String pattern) {
    if (estimate(pattern) > LARGEST_ESTIMATE) {
      return tooLarge(pattern);
    }
    try {
      boolean fits = Pattern.compile(pattern).programSize() <= LARGEST_PROGRAM;
      return fits ? Optional.empty() : tooLarge(pattern);
    } catch (PatternSyntaxException broken) {
      return Optional.of("the pattern '" + pattern + "' is broken: " + broken.getDescription());
    }
  }

  private static Optional<String> tooLarge(String pattern) {
    return Optional.of("the pattern '" + pattern + "' is too large; repeat less in it");
  }

  /**
   * Never less than the size in the worst case, in which every repetition is inside of every other.
   */
  private static long estimate(String pattern) {
    long estimate = Math.max(1, pattern.length());
    Matcher repetition = REPETITION.matcher(pattern);
    while (repetition.find() && estimate <= LARGEST_ESTIMATE) {
      estimate *= Math.max(1, Math.max(count(repetition.group(1)), count(repetition.group(2))));
    }
    return estimate;
  }

  private static long count(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static final class Search extends CelExprVisitor {

    private final CelAbstractSyntaxTree tree;
    private Optional<Fault> found = Optional.empty();

    Search(CelAbstractSyntaxTree tree) {
      this.tree = tree;
    }

    @Override
    public void visit(CelExpr expression) {
      if (expression.getKind() == Kind.CALL && expression.call().function().equals("matches")) {
        CelCall call = expression.call();
        CelExpr pattern = call.args().get(call.args().size() - 1);
        found = found.or(() -> faultOf(pattern).map(text -> CelFaults.at(tree, pattern, text)));
      }
      super.visit(expression);
    }
  }
}
