package dev.phaserollout.cli;

import dev.phaserollout.view.Line;
import dev.phaserollout.view.Tone;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours for what lines mean, where they are welcome. */
final class Ink {

  private final boolean coloured;

  private Ink(boolean coloured) {
    this.coloured = coloured;
  }

  /** No colours where {@code NO_COLOR} is set to anything (https://no-color.org). */
  static Ink of(Map<String, String> environment) {
    return new Ink(environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  AttributedString draw(Line line) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    for (Line.Span span : line.spans()) {
      text.styled(coloured ? style(span.tone()) : AttributedStyle.DEFAULT, span.text());
    }
    return text.toAttributedString();
  }

  private static AttributedStyle style(Tone tone) {
    return switch (tone) {
      case PLAIN -> AttributedStyle.DEFAULT;
      case TITLE -> AttributedStyle.BOLD;
      case FAINT -> AttributedStyle.DEFAULT.faint();
      case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
      case BAD -> AttributedStyle.BOLD.foreground(AttributedStyle.RED);
      case BUSY -> AttributedStyle.BOLD.foreground(AttributedStyle.CYAN);
      case WARNING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    };
  }
}
