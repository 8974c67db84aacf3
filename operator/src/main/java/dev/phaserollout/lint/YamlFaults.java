package dev.phaserollout.lint;

import dev.phaserollout.lint.YamlReader.YamlFault;
import java.util.HexFormat;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The parser's complaints as sentences with a way out. */
final class YamlFaults {

  private YamlFaults() {}

  static YamlFault of(MarkedYamlEngineException broken) {
    Optional<Mark> shown =
        isOpenQuote(broken)
            ? broken.getContextMark()
            : broken.getProblemMark().or(broken::getContextMark);
    Place place = shown.map(YamlReader::place).orElse(Place.START);
    return new YamlFault(place, inPlainWords(broken));
  }

  /**
   * A character that YAML does not allow. The parser tells its place in the part of the text that
   * it read last, so it is looked for again.
   */
  static YamlFault of(ReaderException broken, String text) {
    int[] characters = text.codePoints().toArray();
    int line = 1;
    int column = 1;
    for (int character : characters) {
      if (!StreamReader.isPrintable(character)) {
        break;
      }
      column = character == '\n' ? 1 : column + 1;
      line = character == '\n' ? line + 1 : line;
    }
    String name = "U+" + HexFormat.of().withUpperCase().toHexDigits(broken.getCodePoint(), 4);
    return new YamlFault(
        new Place(line, column),
        "found the character "
            + name
            + ", expected a text without control characters; take it out, or write it as an escape"
            + " in double quotes");
  }

  private static boolean isOpenQuote(MarkedYamlEngineException broken) {
    return String.valueOf(broken.getContext()).contains("quoted scalar")
        && String.valueOf(broken.getProblem()).contains("unexpected end of stream");
  }

  static String inPlainWords(YamlEngineException broken) {
    if (broken instanceof YamlVersionException other) {
      return "found YAML "
          + other.getSpecVersion().getMajor()
          + "."
          + other.getSpecVersion().getMinor()
          + ", expected 1.1 or 1.2; take the line that begins with %YAML away";
    }
    if (broken instanceof MarkedYamlEngineException marked && isOpenQuote(marked)) {
      return "found a quote that is never closed; close it on the line where its value ends";
    }
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
