package dev.phaserollout.agent;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which commits a message says that its commit takes back: by the agent's own trailer, or in the
 * words of {@code git revert}, which people use where the agent meets a conflict.
 */
final class Reverts {

  private static final Pattern WORDS_OF_GIT =
      Pattern.compile("^This reverts commit ([0-9a-f]{40})\\b", Pattern.MULTILINE);

  private Reverts() {}

  /** Their full ids; none where the message speaks of none. */
  static List<String> of(String message) {
    return Stream.concat(
            CommitTrailers.of(message).values(CommitTrailers.REVERTS).stream(),
            WORDS_OF_GIT.matcher(message).results().map((MatchResult found) -> found.group(1)))
        .distinct()
        .toList();
  }
}
