package dev.phaserollout.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the user has typed to come here, for lines that are to be copied: the program may stand in
 * no folder of the {@code PATH}, and a script may have called it.
 */
final class UsersCall {

  /** Set by launchers: the word that started the program. */
  static final String PROGRAM = "PHASEROLLOUT_PROGRAM";

  /**
   * Set by a script that runs a rollout for its user: the words that start the script again, to
   * which it takes options of {@code run}.
   */
  static final String SCRIPT = "PHASEROLLOUT_SCRIPT";

  private UsersCall() {}

  /**
   * The words that make a call again.
   *
   * @param words those after the program's own, as a script may have put them
   */
  static String again(Map<String, String> env, List<String> words) {
    return set(env, SCRIPT)
        .orElseGet(
            () ->
                ShellWord.quoted(set(env, PROGRAM).orElse("phaserollout"))
                    + words.stream()
                        .map(word -> " " + ShellWord.quoted(word))
                        .collect(Collectors.joining()));
  }

  private static Optional<String> set(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
  }
}
