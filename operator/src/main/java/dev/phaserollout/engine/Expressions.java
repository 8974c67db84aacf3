package dev.phaserollout.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CEL expressions, as a pure port: {@code gate} implements it. */
public interface Expressions {

  /** Empty where the expression compiles to a boolean; else what is wrong with it. */
  Optional<Fault> check(String expression);

  /** The value of an expression that {@link #check} accepts. */
  Judgement evaluate(String expression, Scope scope);

  /**
   * What an expression names outright, each name once, in the order of the text. A name that is
   * computed ({@code params[params.x]}) is known as far as its literal part. Empty where {@link
   * #check} refuses the expression.
   */
  List<Reference> references(String expression);

  /**
   * A name that an expression reads.
   *
   * @param path such as {@code [params, region]} or {@code [outputs, migrate, schemaVersion]}
   * @param tested whether the expression itself asks if the name is there ({@code
   *     has(outputs.migrate.x)}, {@code 'region' in params}), so that it may be absent
   */
  record Reference(List<String> path, boolean tested) {}

  /**
   * What an expression sees.
   *
   * @param params {@code params.<name>}
   * @param release {@code release.version}, empty where the rollout names none
   * @param outputs {@code outputs.<step>.<name>} of the steps that are done; a step that is done
   *     without outputs has an empty map here, so that {@code has(outputs.<step>.<name>)} is false
   *     and no fault
   */
  record Scope(
      Map<String, String> params, String release, Map<String, Map<String, String>> outputs) {}

  /** Where and why an expression cannot be used; {@code column} counts from 1, 0 where unknown. */
  record Fault(int column, String message) {}

  /** The result of an evaluation: a value, or the fault that prevented one. */
  record Judgement(boolean value, Optional<Fault> fault) {
    public static Judgement of(boolean value) {
      return new Judgement(value, Optional.empty());
    }

    public static Judgement faulty(int column, String message) {
      return new Judgement(false, Optional.of(new Fault(column, message)));
    }
  }
}
