package dev.phaserollout.view;

import java.util.Locale;

/**
 * Text of others, fit for one line of a terminal: it can neither break the line, nor drive the
 * terminal, nor turn the order in which the line is read.
 */
public final class OneLine {

  /** The same as {@link #isObeyed}, as a pattern. */
  private static final String OBEYED = "[[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]&&[^\\u200c\\u200d]]";

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final int LAST_OF_ONE_BYTE = 0xff;

  private OneLine() {}

  /** For prose, such as what a step said last: blanks are drawn together, the rest is left out. */
  static String of(String text) {
    return text.replaceAll("\\s+", " ").replaceAll(OBEYED, "").strip();
  }

  /**
   * For values that are to be told exactly: what a terminal would obey is written as {@code \n},
   * {@code \x1b} or {@code \u202e}. Everything else stays as it is, backslashes too.
   */
  public static String exact(String text) {
    if (text.codePoints().noneMatch(OneLine::isObeyed)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              if (isObeyed(character)) {
                shown.append(escaped(character));
              } else {
                shown.appendCodePoint(character);
              }
            });
    return shown.toString();
  }

  private static boolean isObeyed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Joiners make letters and pictures of several characters; the rest of them is invisible.
      case Character.FORMAT -> character != ZERO_WIDTH_JOINER && character != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }

  private static String escaped(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          String.format(
              Locale.ROOT, character <= LAST_OF_ONE_BYTE ? "\\x%02x" : "\\u%04x", character);
    };
  }
}
