package dev.phaserollout.view;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The signs that a tree is drawn with.
 *
 * @param pending not begun
 * @param busy under way
 * @param again waits for its next attempt
 * @param paused a wait step that waits
 * @param asks waits for a person
 * @param done succeeded
 * @param reused taken over from an earlier run
 * @param skipped did not apply
 * @param undone what was done is compensated
 * @param failed over without success
 * @param unknown a word of a newer version
 * @param log in front of a line of a log
 * @param barFull the part of a bar that has passed
 * @param barEmpty the part of a bar that is left
 * @param more shows that something was cut off
 */
public record Glyphs(
    String pending,
    String busy,
    String again,
    String paused,
    String asks,
    String done,
    String reused,
    String skipped,
    String undone,
    String failed,
    String unknown,
    String log,
    String barFull,
    String barEmpty,
    String more) {

  /** For terminals that show Unicode. */
  public static final Glyphs UNICODE =
      new Glyphs("○", "●", "↻", "◔", "⚑", "✔", "≡", "–", "↶", "✘", "?", "┊", "█", "░", "…");

  /** For all others. */
  public static final Glyphs ASCII =
      new Glyphs("o", "*", "~", ":", "!", "+", "=", "-", "<", "x", "?", "|", "#", ".", "...");

  /** What the locale of an environment can show; POSIX gives the order of the variables. */
  public static Glyphs forLocale(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(locale -> !locale.isEmpty())
        .findFirst()
        .map(locale -> locale.toLowerCase(Locale.ROOT).replace("-", ""))
        .filter(locale -> locale.contains("utf8"))
        .map(utf8 -> UNICODE)
        .orElse(ASCII);
  }
}
