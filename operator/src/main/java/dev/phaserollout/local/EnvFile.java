package dev.phaserollout.local;

import dev.phaserollout.engine.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Variables that stand in for Secrets and ConfigMaps: lines of {@code NAME=value}, taken as they
 * are (no quotes, no substitution); blank lines and lines that begin with {@code #} are skipped.
 *
 * @param values by name, in the order of the file
 */
public record EnvFile(Map<String, String> values) {

  /** Where the user gave no file. */
  public static final EnvFile NONE = new EnvFile(Map.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public EnvFile {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Reads the file.
   *
   * @throws LocalRefusal when it cannot be read, or naming every line that is none of the above; a
   *     value is never part of the message
   */
  public static EnvFile read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new LocalRefusal(
          Problem.of(
              "--env-file",
              file.toString(),
              "a readable text file in UTF-8 (" + unreadable.getClass().getSimpleName() + ")",
              "check its path and your right to read it"));
    }
    Map<String, String> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int equals = line.indexOf('=');
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      if (equals > 0 && NAME.matcher(line.substring(0, equals)).matches()) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      } else {
        problems.add(malformed(file, i + 1, equals < 0 ? "" : line.substring(0, equals)));
      }
    }
    if (!problems.isEmpty()) {
      throw new LocalRefusal(problems);
    }
    return new EnvFile(values);
  }

  private static Problem malformed(Path file, int line, String name) {
    return Problem.of(
        "--env-file " + file + " line " + line,
        name,
        "NAME=value with a name of letters, digits and underscores that does not begin with a"
            + " digit",
        "mend the line, or put # in front of it");
  }
}
