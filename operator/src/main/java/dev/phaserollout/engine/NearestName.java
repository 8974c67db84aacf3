package dev.phaserollout.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant by one that is not known. */
public final class NearestName {

  private static final int MOST_LISTED = 10;
  private static final int LONGEST = 100;

  private NearestName() {}

  /**
   * The known name with the fewest typing errors between it and {@code name}: at most one in three
   * characters, a swap of two neighbours counting as one. Upper and lower case are not told apart.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    int most = Math.max(1, name.length() / 3);
    return known.stream()
        .filter(candidate -> !candidate.equals(name) && candidate.length() <= LONGEST)
        .filter(candidate -> distance(name, candidate) <= most)
        .min(Comparator.comparingInt((String candidate) -> distance(name, candidate)));
  }

  /**
   * How to mend an unknown name: the one that was probably meant, else those there are.
   *
   * @param otherwise what to do where there are none
   */
  public static String mend(String name, Collection<String> known, String otherwise) {
    return of(name, known)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElseGet(() -> known.isEmpty() ? otherwise : "there are " + list(known));
  }

  private static String list(Collection<String> known) {
    String listed = String.join(", ", known.stream().limit(MOST_LISTED).toList());
    return known.size() > MOST_LISTED
        ? listed + " and " + (known.size() - MOST_LISTED) + " more"
        : listed;
  }

  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int cost = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cost, d[i - 2][j - 2] + 1) : cost;
  }
}
