package dev.phaserollout.gate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.engine.Expressions.Judgement;
import dev.phaserollout.engine.Expressions.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expressions of one dialect, read and compiled once: the {@value #KEPT} used last are kept. Safe
 * for use by several threads.
 */
final class CelPrograms {

  private static final int KEPT = 1024;

  private final CelLanguage language;
  private final Map<String, Compiled> kept = new RecentlyUsed();

  CelPrograms(CelLanguage.Dialect dialect) {
    this.language = new CelLanguage(dialect);
  }

  Optional<Fault> fault(String expression) {
    return compiled(expression).fault;
  }

  List<Reference> references(String expression) {
    return compiled(expression).references;
  }

  /** What an expression says of some variables; whatever it is, the answer is a value. */
  Judgement evaluate(String expression, Map<String, Object> variables) {
    Compiled compiled = compiled(expression);
    if (compiled.fault.isPresent()) {
      return new Judgement(false, compiled.fault);
    }
    try {
      Object value = compiled.program().eval(variables);
      return value instanceof Boolean answer
          ? Judgement.of(answer)
          : Judgement.faulty(0, "gives no true or false");
    } catch (CelEvaluationException refused) {
      return new Judgement(false, Optional.of(CelFaults.ofEvaluation(refused)));
    } catch (RuntimeException defect) {
      return new Judgement(false, Optional.of(CelFaults.ofDefect(defect)));
    }
  }

  private Compiled compiled(String expression) {
    synchronized (kept) {
      Compiled known = kept.get(expression);
      if (known != null) {
        return known;
      }
    }
    Compiled fresh = new Compiled(expression);
    synchronized (kept) {
      kept.put(expression, fresh);
    }
    return fresh;
  }

  /**
   * What is known of one expression. Its program is made on first use, because lint never needs
   * one.
   */
  private final class Compiled {

    private final Optional<CelAbstractSyntaxTree> tree;
    private final Optional<Fault> fault;
    private final List<Reference> references;
    private volatile Optional<Program> program = Optional.empty();

    Compiled(String expression) {
      CelLanguage.Reading reading = language.read(expression);
      this.tree = reading.tree();
      this.fault = reading.fault();
      this.references = tree.map(CelNames::in).orElse(List.of());
    }

    Program program() throws CelEvaluationException {
      Optional<Program> made = program;
      if (made.isPresent()) {
        return made.get();
      }
      Program fresh = language.program(tree.orElseThrow());
      program = Optional.of(fresh);
      return fresh;
    }
  }

  private static final class RecentlyUsed extends LinkedHashMap<String, Compiled> {

    private static final long serialVersionUID = 1;

    RecentlyUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
      return size() > KEPT;
    }
  }
}
