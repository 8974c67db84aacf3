package dev.phaserollout.gate;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.HashMap;
import java.util.Map;

/**
 * The CEL rules of a schema, judged as an API server does: {@code self} is a value of maps, lists,
 * texts, longs, doubles and booleans. The rules come with the program and are trusted, unlike
 * conditions. What was compiled is kept. For one thread.
 */
public final class CelRules {

  private final CelOptions options =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final CelCompiler compiler =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(options)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .build();

  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();

  private final Map<String, Program> programs = new HashMap<>();

  /** A rule that cannot be read or judged: a defect of the schema, or a value of another shape. */
  public static final class Unjudged extends Exception {

    private static final long serialVersionUID = 1;

    Unjudged(String expression, Exception cause) {
      super("the rule " + expression + " cannot be judged: " + cause.getMessage(), cause);
    }
  }

  /** Whether the rule holds for the value. */
  public boolean holds(String rule, Object self) throws Unjudged {
    return Boolean.TRUE.equals(value(rule, self));
  }

  /** The text that a message expression gives for the value. */
  public String text(String expression, Object self) throws Unjudged {
    return String.valueOf(value(expression, self));
  }

  private Object value(String expression, Object self) throws Unjudged {
    try {
      Program program = programs.get(expression);
      if (program == null) {
        program = runtime.createProgram(compiler.compile(expression).getAst());
        programs.put(expression, program);
      }
      return program.eval(Map.of("self", self));
    } catch (CelEvaluationException | CelValidationException broken) {
      throw new Unjudged(expression, broken);
    }
  }
}
