package dev.phaserollout.gate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelExprVisitor;
import dev.phaserollout.engine.Expressions.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that an expression reads: {@code outputs.migrate.x} and {@code outputs['migrate'].x}
 * alike.
 */
final class CelNames extends CelExprVisitor {

  private final Map<List<String>, Boolean> testedByPath = new LinkedHashMap<>();

  private CelNames() {}

  static List<Reference> in(CelAbstractSyntaxTree tree) {
    CelNames names = new CelNames();
    names.visit(tree.getExpr());
    return names.testedByPath.entrySet().stream()
        .map(name -> new Reference(name.getKey(), name.getValue()))
        .toList();
  }

  @Override
  public void visit(CelExpr expression) {
    Optional<List<String>> read = path(expression);
    Optional<List<String>> asked = askedForBy(expression);
    if (asked.isPresent()) {
      testedByPath.put(asked.get(), true);
    } else if (read.isPresent()) {
      testedByPath.putIfAbsent(read.get(), false);
    } else {
      super.visit(expression);
    }
  }

  /** {@code has(params.x)} and {@code 'x' in params}. */
  private static Optional<List<String>> askedForBy(CelExpr expression) {
    if (expression.getKind() == Kind.SELECT && expression.select().testOnly()) {
      return path(expression.select().operand()).map(map -> and(map, expression.select().field()));
    }
    if (expression.getKind() == Kind.CALL && expression.call().function().equals("@in")) {
      CelCall in = expression.call();
      return path(in.args().get(1))
          .flatMap(map -> text(in.args().get(0)).map(key -> and(map, key)));
    }
    return Optional.empty();
  }

  private static Optional<List<String>> path(CelExpr expression) {
    if (expression.getKind() == Kind.IDENT) {
      return Optional.of(List.of(expression.ident().name()));
    }
    if (expression.getKind() == Kind.SELECT) {
      return path(expression.select().operand()).map(map -> and(map, expression.select().field()));
    }
    if (expression.getKind() == Kind.CALL && expression.call().function().equals("_[_]")) {
      CelCall index = expression.call();
      return path(index.args().get(0))
          .flatMap(map -> text(index.args().get(1)).map(key -> and(map, key)));
    }
    return Optional.empty();
  }

  private static Optional<String> text(CelExpr expression) {
    return expression.getKind() == Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  private static List<String> and(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }
}
