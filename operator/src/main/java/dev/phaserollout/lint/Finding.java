package dev.phaserollout.lint;

import java.util.Comparator;

/**
 * Something that is wrong, and where.
 *
 * @param file as it was named
 * @param line from 1
 * @param column from 1
 * @param field path of the field; empty where the fault is of the text or the file as a whole
 * @param message what was found, what was expected and how to mend it
 */
public record Finding(String file, int line, int column, String field, String message) {

  /** By file, then from top to bottom. */
  public static final Comparator<Finding> IN_ORDER =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparingInt(Finding::column)
          .thenComparing(Finding::field)
          .thenComparing(Finding::message);

  /** {@code rollout.yaml:12:9: spec.timeout: found …}. */
  public String text() {
    String where = file + ":" + line + ":" + column + ": ";
    return field.isEmpty() ? where + message : where + field + ": " + message;
  }
}
