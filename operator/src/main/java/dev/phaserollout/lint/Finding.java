package dev.phaserollout.lint;

import java.util.Comparator;

/**
 * Something that is wrong, and where.
 *
 * @param file as it was named
 * @param line from 1; 0 where the fault is of the file as a whole
 * @param column from 1; 0 where the fault is of the file as a whole
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

  /** What is wrong with a file that has no line to point at. */
  public static Finding ofFile(String file, String message) {
    return new Finding(file, 0, 0, "", message);
  }

  /** {@code rollout.yaml:12:9: spec.timeout: found …}. */
  public String text() {
    String where = line == 0 ? file + ": " : file + ":" + line + ":" + column + ": ";
    return field.isEmpty() ? where + message : where + field + ": " + message;
  }
}
