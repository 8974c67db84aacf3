package dev.phaserollout.lint;

import dev.phaserollout.lint.YamlReader.YamlFault;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The parser's complaints as sentences with a way out. */
final class YamlFaults {

  private YamlFaults() {}

  static YamlFault of(MarkedYamlEngineException broken) {
    Place place =
        broken
            .getProblemMark()
            .or(broken::getContextMark)
            .map(YamlReader::place)
            .orElse(Place.START);
    return new YamlFault(place, inPlainWords(broken));
  }

  static String inPlainWords(YamlEngineException broken) {
    String problem =
        broken instanceof MarkedYamlEngineException marked
            ? String.valueOf(marked.getProblem())
            : String.valueOf(broken.getMessage());
    if (problem.contains("TAB")) {
      return "found a tab, expected blanks; indent with blanks only";
    }
    if (problem.contains("mapping values are not allowed here")) {
      return "found ':' inside of a value; put the value in quotes, or the key on a line of its"
          + " own";
    }
    if (problem.contains("expected <block end>")) {
      return "is indented differently from the lines it belongs to; align it with them";
    }
    if (problem.contains("could not find expected ':'")) {
      return "found a key without ':'; write 'key: value'";
    }
    if (problem.contains("incoming YAML document exceeds")) {
      return "is longer than 3 MiB, which no API server takes; split it";
    }
    return "is no YAML: " + problem.replaceAll("\\s+", " ").trim();
  }
}
