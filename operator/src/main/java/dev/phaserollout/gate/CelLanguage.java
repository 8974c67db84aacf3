package dev.phaserollout.gate;

import static dev.cel.checker.CelStandardDeclarations.StandardFunction.ADD;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.BOOL;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.CONDITIONAL;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.CONTAINS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.DIVIDE;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.DOUBLE;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.ENDS_WITH;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.EQUALS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.GREATER;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.GREATER_EQUALS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.IN;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.INDEX;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.INT;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LESS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LESS_EQUALS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LOGICAL_AND;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LOGICAL_NOT;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LOGICAL_OR;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.MATCHES;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.MODULO;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.MULTIPLY;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.NEGATE;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.NOT_EQUALS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.NOT_STRICTLY_FALSE;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.SIZE;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.STARTS_WITH;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.STRING;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.SUBTRACT;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.engine.Expressions.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of CEL that conditions may use, and its bounds.
 *
 * <p>An {@code if} has no loop (its one macro is {@code has}), so that a text of bounded length
 * costs bounded time. A gate may loop over what was measured and nothing else: see {@link CelLoops}
 * and {@link MeasuredValue}. The bound on iterations is set for both, as is that on regular
 * expressions: the library's defaults are "unlimited". Dates, bytes and messages are left out
 * because nothing here is of these types.
 */
final class CelLanguage {

  /** Who reads expressions, and so what they may name. */
  enum Dialect {
    /** {@code if} of steps and phases. */
    IF("params, release and outputs"),

    /** {@code successCondition} and {@code failureCondition} of gates. */
    GATE("result, results, params, release and outputs, all, exists");

    private final String names;

    Dialect(String names) {
      this.names = names;
    }
  }

  static final int LONGEST_EXPRESSION = 1024;
  private static final int DEEPEST_NESTING = 32;
  static final int MOST_ITERATIONS = 1000;

  /** Not an identifier, so that no expression can construct a message of this type. */
  private static final String RELEASE = "the release";

  private static final CelType TEXTS = MapType.create(SimpleType.STRING, SimpleType.STRING);

  private final CelOptions options =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST_EXPRESSION)
          .maxParseRecursionDepth(DEEPEST_NESTING)
          .maxParseErrorRecoveryLimit(1)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxRegexProgramSize(CelPatterns.LARGEST_PROGRAM)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private final Dialect dialect;
  private final CelCompiler compiler;
  private volatile Optional<CelRuntime> runtime = Optional.empty();

  CelLanguage(Dialect dialect) {
    this.dialect = dialect;
    this.compiler = compiler();
  }

  /** An expression as it was understood: exactly one of the two is present. */
  record Reading(Optional<CelAbstractSyntaxTree> tree, Optional<Fault> fault) {
    static Reading of(CelAbstractSyntaxTree tree) {
      return new Reading(Optional.of(tree), Optional.empty());
    }

    static Reading refused(Fault fault) {
      return new Reading(Optional.empty(), Optional.of(fault));
    }
  }

  Reading read(String expression) {
    int length = expression.codePointCount(0, expression.length());
    if (length > LONGEST_EXPRESSION) {
      return Reading.refused(
          new Fault(
              LONGEST_EXPRESSION + 1,
              "is "
                  + length
                  + " characters long, and at most "
                  + LONGEST_EXPRESSION
                  + " are read"));
    }
    try {
      CelValidationResult result = compiler.compile(expression);
      return result.hasError()
          ? Reading.refused(CelFaults.ofSource(result.getErrors(), dialect.names))
          : judge(result.getAst());
    } catch (CelValidationException refused) {
      return Reading.refused(CelFaults.ofSource(refused.getErrors(), dialect.names));
    } catch (RuntimeException defect) {
      return Reading.refused(CelFaults.ofDefect(defect));
    }
  }

  private static Reading judge(CelAbstractSyntaxTree tree) {
    if (!tree.getResultType().equals(SimpleType.BOOL)) {
      return Reading.refused(
          new Fault(1, "gives a value of any type, and must give true or false"));
    }
    return CelPatterns.faultIn(tree)
        .or(() -> CelLoops.faultIn(tree))
        .map(Reading::refused)
        .orElseGet(() -> Reading.of(tree));
  }

  Program program(CelAbstractSyntaxTree tree) throws CelEvaluationException {
    return runtime().createProgram(tree);
  }

  private CelRuntime runtime() {
    Optional<CelRuntime> made = runtime;
    if (made.isPresent()) {
      return made.get();
    }
    CelRuntime fresh = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();
    runtime = Optional.of(fresh);
    return fresh;
  }

  static Map<String, Object> variables(Scope scope) {
    return Map.of(
        "params", scope.params(),
        "release", Map.of("version", scope.release()),
        "outputs", scope.outputs());
  }

  /** The same, with the measured value: {@code result}, and {@code results} one by one. */
  static Map<String, Object> variables(Scope scope, MeasuredValue measured) {
    Map<String, Object> all = new LinkedHashMap<>(variables(scope));
    all.put("result", measured.result());
    all.put("results", measured.results());
    return all;
  }

  private CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(functions())
            .setTypeProvider(new ReleaseType())
            .addVar("params", TEXTS)
            .addVar("release", StructTypeReference.create(RELEASE))
            .addVar("outputs", MapType.create(SimpleType.STRING, TEXTS))
            .setResultType(SimpleType.BOOL);
    if (dialect == Dialect.IF) {
      return builder.setStandardMacros(CelStandardMacro.HAS).build();
    }
    // dynamic, although most are numbers: CEL's == takes no double beside an int otherwise, and
    // result == 0 is what people write
    return builder
        .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.ALL, CelStandardMacro.EXISTS)
        .addVar("result", SimpleType.DYN)
        .addVar("results", ListType.create(SimpleType.DYN))
        .build();
  }

  private CelStandardDeclarations functions() {
    return CelStandardDeclarations.newBuilder()
        .includeFunctions(
            Stream.of(
                    Stream.of(CONDITIONAL, LOGICAL_NOT, LOGICAL_AND, LOGICAL_OR),
                    Stream.of(EQUALS, NOT_EQUALS, IN, INDEX),
                    Stream.of(LESS, LESS_EQUALS, GREATER, GREATER_EQUALS),
                    Stream.of(ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, NEGATE),
                    Stream.of(SIZE, MATCHES, CONTAINS, STARTS_WITH, ENDS_WITH),
                    Stream.of(INT, DOUBLE, STRING, BOOL),
                    // what all() and exists() are made of
                    dialect == Dialect.GATE
                        ? Stream.of(NOT_STRICTLY_FALSE)
                        : Stream.<StandardFunction>empty())
                .flatMap(family -> family)
                .toList())
        .build();
  }

  /**
   * {@code release} is an object with one field, so that {@code release.versoin} is a fault of the
   * text.
   */
  private static final class ReleaseType implements CelTypeProvider {

    private final StructType type =
        StructType.create(
            RELEASE,
            ImmutableSet.of("version"),
            field -> field.equals("version") ? Optional.of(SimpleType.STRING) : Optional.empty());

    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.of(type);
    }

    @Override
    public Optional<CelType> findType(String name) {
      return name.equals(RELEASE) ? Optional.of(type) : Optional.empty();
    }
  }
}
