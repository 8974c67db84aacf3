package dev.phaserollout.local;

import dev.phaserollout.engine.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A local run cannot begin or go on, and the user can mend it. Nothing was changed on disk. */
public final class LocalRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public LocalRefusal(List<Problem> problems) {
    super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  LocalRefusal(Problem problem) {
    this(List.of(problem));
  }

  /** All that stands in the way, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
