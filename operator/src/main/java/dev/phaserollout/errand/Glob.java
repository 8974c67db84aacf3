package dev.phaserollout.errand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A path or glob from the top of a working tree. {@code *} and {@code ?} stand for characters
 * within one name, {@code **} for any number of folders; every other character means itself. What
 * matches a folder means all files below it, as Git has it.
 *
 * <p>Matching takes time in proportion to path times pattern, whatever both are.
 */
public final class Glob {

  private static final String ANY_FOLDERS = "**";

  private final String pattern;
  private final List<String> segments;

  private Glob(String pattern, List<String> segments) {
    this.pattern = pattern;
    this.segments = segments;
  }

  /** The glob; to be called with a pattern that {@link #refusal} has nothing against. */
  public static Glob of(String pattern) {
    List<String> segments = new ArrayList<>();
    for (String segment : pattern.split("/", -1)) {
      boolean again = segment.equals(ANY_FOLDERS) && endsWithAny(segments);
      if (!segment.isEmpty() && !segment.equals(".") && !again) {
        segments.add(segment);
      }
    }
    if (endsWithAny(segments)) {
      // All files below, but not a file of the folder's own name.
      segments.set(segments.size() - 1, "*");
    }
    return new Glob(pattern, List.copyOf(segments));
  }

  /** Why a pattern cannot be meant; empty where it can. */
  public static Optional<PatternFault> refusal(String pattern) {
    if (pattern.startsWith("/")) {
      return Optional.of(
          expected(pattern, "a path inside the workspace", "write it from the top of the tree"));
    }
    List<String> segments = List.of(pattern.split("/", -1));
    if (segments.contains("..")) {
      return Optional.of(expected(pattern, "a path inside the workspace", "write it without '..'"));
    }
    if (segments.stream().anyMatch(Glob::meansGit)) {
      return Optional.of(
          expected(pattern, "a path outside of .git", "name files of the working tree instead"));
    }
    if (of(pattern).segments.isEmpty()) {
      return Optional.of(
          expected(pattern, "a path", "name a file or folder, or '**' for the whole tree"));
    }
    return Optional.empty();
  }

  private static PatternFault expected(String pattern, String expected, String mend) {
    return new PatternFault(pattern, expected, mend);
  }

  /** A name that begins with a dot has been chosen on purpose; '*' means no such thing. */
  private static boolean meansGit(String segment) {
    return segment.startsWith(".")
        && nameMatches(segment.toLowerCase(Locale.ROOT), ".git")
        && !segment.equals(".*");
  }

  private static boolean endsWithAny(List<String> segments) {
    return !segments.isEmpty() && segments.get(segments.size() - 1).equals(ANY_FOLDERS);
  }

  /** The pattern as it was written. */
  public String pattern() {
    return pattern;
  }

  /** Whether the file of this path, slashes between its names, is meant. */
  public boolean matches(String path) {
    return walk(path).get(segments.size());
  }

  /** Whether a file below this folder may be meant; the top of the tree is the empty path. */
  public boolean reaches(String folder) {
    return folder.isEmpty() || !walk(folder).isEmpty();
  }

  /** The places in the pattern that may stand after the path; once at the end, always there. */
  private BitSet walk(String path) {
    BitSet places = new BitSet();
    reach(places, 0);
    for (String name : path.split("/", -1)) {
      BitSet next = new BitSet();
      places.stream().forEach(place -> step(place, name, next));
      places = next;
    }
    return places;
  }

  private void step(int place, String name, BitSet next) {
    if (place == segments.size()) {
      next.set(place);
    } else if (segments.get(place).equals(ANY_FOLDERS)) {
      reach(next, place);
    } else if (nameMatches(segments.get(place), name)) {
      reach(next, place + 1);
    }
  }

  private void reach(BitSet places, int place) {
    places.set(place);
    if (place < segments.size() && segments.get(place).equals(ANY_FOLDERS)) {
      places.set(place + 1);
    }
  }

  private static boolean nameMatches(String pattern, String name) {
    int p = 0;
    int star = -1;
    int resume = 0;
    int n = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
