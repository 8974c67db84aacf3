package dev.phaserollout.agent;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The {@code .gitignore} files that hold for a folder: those of the folder itself and of all above
 * it. Only patterns come from there, so a step may write what it likes into them.
 */
final class IgnoreRules {

  /** The rules of no file. */
  static final IgnoreRules NONE = new IgnoreRules(List.of());

  /** The rules of one file, and how long the path of its folder is, with a slash. */
  private record OfFolder(IgnoreNode rules, int prefix) {}

  private final List<OfFolder> innermostFirst;

  private IgnoreRules(List<OfFolder> innermostFirst) {
    this.innermostFirst = innermostFirst;
  }

  /** These rules and those of a file in a folder below. */
  IgnoreRules with(String folder, IgnoreNode rules) {
    List<OfFolder> all = new ArrayList<>();
    all.add(new OfFolder(rules, folder.isEmpty() ? 0 : folder.length() + 1));
    all.addAll(innermostFirst);
    return new IgnoreRules(all);
  }

  /** Whether Git would leave the path alone, unless it knows it already. */
  boolean ignore(String path, boolean folder) {
    for (OfFolder of : innermostFirst) {
      Boolean said = of.rules().checkIgnored(path.substring(of.prefix()), folder);
      if (said != null) {
        return said;
      }
    }
    return false;
  }
}
