package dev.phaserollout.cli;

/** What a person has typed so far on one line. */
final class TypedText {

  /** What a key has done to the line. */
  enum Key {
    /** It is part of the line now, or has changed it, or means nothing. */
    TYPED,
    /** The line is whole. */
    ENTER,
    /** Another question, please. */
    TAB,
    /** All of it once more. */
    AGAIN,
    /** No more answers now. */
    END
  }

  private static final int LONGEST = 2000;
  private static final int CTRL_D = 4;
  private static final int BACKSPACE = 8;
  private static final int CTRL_U = 21;
  private static final int ESC = 27;
  private static final int DELETE = 127;

  /** Where in the sequence of a key such as an arrow the keyboard is. */
  private enum Sequence {
    NONE,
    BEGUN,
    PARAMETERS,
    LAST
  }

  private final StringBuilder text = new StringBuilder();
  private Sequence sequence = Sequence.NONE;

  String text() {
    return text.toString();
  }

  void clear() {
    text.setLength(0);
  }

  /**
   * Takes a key.
   *
   * @param character a UTF-16 code unit as a terminal sends it in raw mode
   */
  Key type(int character) {
    if (isPartOfASequence(character)) {
      return Key.TYPED;
    }
    switch (character) {
      case '\r', '\n' -> {
        return Key.ENTER;
      }
      case '\t' -> {
        return Key.TAB;
      }
      case CTRL_U -> {
        clear();
        return Key.AGAIN;
      }
      case CTRL_D -> {
        return Key.END;
      }
      case BACKSPACE, DELETE -> backspace();
      default -> insert(character);
    }
    return Key.TYPED;
  }

  /**
   * ESC, then {@code [} and all up to a letter, or {@code O} and one more: keys that write nothing.
   */
  private boolean isPartOfASequence(int character) {
    Sequence before = sequence;
    sequence =
        switch (before) {
          case NONE -> character == ESC ? Sequence.BEGUN : Sequence.NONE;
          case BEGUN ->
              character == '['
                  ? Sequence.PARAMETERS
                  : character == 'O' ? Sequence.LAST : Sequence.NONE;
          case PARAMETERS -> character < '@' ? Sequence.PARAMETERS : Sequence.NONE;
          case LAST -> Sequence.NONE;
        };
    boolean longer = before == Sequence.PARAMETERS || before == Sequence.LAST;
    return longer || sequence != Sequence.NONE;
  }

  private void insert(int character) {
    if (!Character.isISOControl(character) && text.length() < LONGEST) {
      text.append((char) character);
    }
  }

  private void backspace() {
    if (text.length() > 0) {
      text.setLength(text.offsetByCodePoints(text.length(), -1));
    }
  }
}
