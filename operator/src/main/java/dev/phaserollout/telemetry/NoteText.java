package dev.phaserollout.telemetry;

import java.nio.charset.StandardCharsets;

/** Shortens texts to a number of bytes without cutting a character in two. */
final class NoteText {

  private static final String MORE = "…";

  private NoteText() {}

  static String bounded(String text, int maxBytes) {
    if (text.length() * 3L <= maxBytes || bytes(text) <= maxBytes) {
      return text;
    }
    int room = maxBytes - bytes(MORE);
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      used += bytes(codePoint);
      if (used > room) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end) + MORE;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
