package dev.phaserollout.view;

import java.util.ArrayList;
import java.util.List;

/** A longer text, broken into lines between its words. */
public final class Paragraph {

  private Paragraph() {}

  /**
   * Breaks the text; what a terminal would obey is shown as its number, and breaks of its own are
   * kept.
   *
   * @param width in columns; a word that is wider has a line of its own, which may be cut later
   * @param most how many lines there may be; the last one says how many were left out
   */
  public static List<Line> of(String text, int width, int most) {
    List<String> lines = new ArrayList<>();
    text.strip().lines().forEach(line -> wrap(line, width, lines));
    int left = lines.size() - most;
    List<String> shown = left <= 0 ? lines : lines.subList(0, most - 1);
    List<Line> drawn = new ArrayList<>(shown.stream().map(l -> Line.of(Tone.PLAIN, l)).toList());
    if (left > 0) {
      drawn.add(Line.of(Tone.FAINT, "(" + (left + 1) + " more lines)"));
    }
    return drawn;
  }

  private static void wrap(String text, int width, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && Columns.of(line.toString()) + 1 + Columns.of(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
  }
}
