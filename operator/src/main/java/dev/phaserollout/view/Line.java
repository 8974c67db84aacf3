package dev.phaserollout.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of text with what its pieces mean. */
public record Line(List<Span> spans) {

  /** A piece of a line; what in its text could break the line is escaped. */
  public record Span(String text, Tone tone) {
    public Span {
      text = OneLine.exact(text);
    }
  }

  public Line {
    spans = List.copyOf(spans);
  }

  /** A line of one piece. */
  public static Line of(Tone tone, String text) {
    return new Line(List.of(new Span(text, tone)));
  }

  /** The line with one more piece at its end. */
  public Line and(Tone tone, String text) {
    if (text.isEmpty()) {
      return this;
    }
    List<Span> more = new ArrayList<>(spans);
    more.add(new Span(text, tone));
    return new Line(more);
  }

  /** The text without its meaning. */
  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /** The line, cut where it would be wider than so many columns. */
  public Line fit(int width) {
    return fit(width, "");
  }

  /** As much of the text, from its end, as has room in so many columns. */
  public String end(int width) {
    String text = text();
    while (Columns.of(text) > width) {
      text = text.substring(text.offsetByCodePoints(0, 1));
    }
    return text;
  }

  /** The line, cut where it would be wider; {@code more} shows that it was. */
  Line fit(int width, String more) {
    if (Columns.of(text()) <= width) {
      return this;
    }
    int room = Math.max(0, width - Columns.of(more));
    List<Span> kept = new ArrayList<>();
    for (Span span : spans) {
      String cut = Columns.cut(span.text(), room);
      room -= Columns.of(cut);
      kept.add(new Span(cut, span.tone()));
      if (cut.length() < span.text().length()) {
        break;
      }
    }
    kept.add(new Span(Columns.cut(more, width), Tone.FAINT));
    return new Line(kept);
  }
}
