package devnet.testing;

import java.util.Objects;

/** What tests claim. */
public final class Check {

  private Check() {}

  public static void same(Object expected, Object found) {
    if (!Objects.equals(expected, found)) {
      throw new AssertionError("found " + found + ", expected " + expected);
    }
  }

  public static void contains(String text, String part) {
    if (!text.contains(part)) {
      throw new AssertionError("found '" + text + "', expected '" + part + "' in it");
    }
  }

  /** That something is refused with words that say why. */
  public static void refused(Runnable attempt, String part) {
    try {
      attempt.run();
    } catch (RuntimeException refusal) {
      contains(String.valueOf(refusal.getMessage()), part);
      return;
    }
    throw new AssertionError("found no refusal, expected one with '" + part + "'");
  }
}
