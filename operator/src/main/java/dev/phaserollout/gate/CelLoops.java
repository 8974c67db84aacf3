package dev.phaserollout.gate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelExprVisitor;
import dev.phaserollout.engine.Expressions.Fault;
import java.util.Optional;
import java.util.Set;

/**
 * Loops inside conditions. One may go over what was measured, which is short (see {@link
 * MeasuredValue}), and hold neither a second loop nor a regular expression: then its time is
 * bounded by the length of both.
 */
final class CelLoops {

  private static final Set<String> MEASURED = Set.of("result", "results");

  private CelLoops() {}

  /** The first loop that may run for long. */
  static Optional<Fault> faultIn(CelAbstractSyntaxTree tree) {
    Search search = new Search(tree);
    search.visit(tree.getExpr());
    return search.found;
  }

  private static final class Search extends CelExprVisitor {

    private final CelAbstractSyntaxTree tree;
    private int depth;
    private Optional<Fault> found = Optional.empty();

    Search(CelAbstractSyntaxTree tree) {
      this.tree = tree;
    }

    @Override
    public void visit(CelExpr expression) {
      if (expression.getKind() == Kind.COMPREHENSION) {
        loop(expression);
        return;
      }
      if (depth > 0
          && expression.getKind() == Kind.CALL
          && expression.call().function().equals("matches")) {
        refuse(expression, "matches() cannot be used inside all() and exists()");
      }
      super.visit(expression);
    }

    private void loop(CelExpr loop) {
      CelExpr range = loop.comprehension().iterRange();
      boolean measured =
          range.getKind() == Kind.IDENT && MEASURED.contains(range.ident().name()) && depth == 0;
      if (!measured) {
        refuse(loop, "all() and exists() go over result or results, and not inside each other");
        return;
      }
      depth++;
      super.visit(loop);
      depth--;
    }

    private void refuse(CelExpr where, String why) {
      found = found.or(() -> Optional.of(CelFaults.at(tree, where, why)));
    }
  }
}
