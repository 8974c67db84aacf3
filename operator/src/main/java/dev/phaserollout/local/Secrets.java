package dev.phaserollout.local;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Values that must not be shown. */
public final class Secrets {

  /** Shorter ones would hide ordinary words and are no secrets worth the name. */
  private static final int LENGTH_MIN = 4;

  private final List<String> longestFirst;

  public Secrets(Collection<String> values) {
    longestFirst =
        values.stream()
            .filter(value -> value.length() >= LENGTH_MIN)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** The text with {@code ***} for every secret in it. */
  public String mask(String text) {
    String masked = text;
    for (String secret : longestFirst) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
