package dev.phaserollout.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The moves of a schedule, a line each, written only when somebody will read them. */
final class Trace {

  /** What happened in a move of the schedule; the opening has number 0. */
  record Line(int move, String text) {
    @Override
    public String toString() {
      return move + "\t" + text;
    }
  }

  private final boolean wanted;
  private final List<Line> lines = new ArrayList<>();
  private int move;

  Trace(boolean wanted) {
    this.wanted = wanted;
  }

  boolean wanted() {
    return wanted;
  }

  void beginMove(int number) {
    move = number;
  }

  void line(Supplier<String> text) {
    if (wanted) {
      lines.add(new Line(move, text.get()));
    }
  }

  List<Line> lines() {
    return lines;
  }
}
