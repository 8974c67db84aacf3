package dev.phaserollout.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phaserollout.engine.Expressions.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of JSONPath (RFC 9535) that names one place: {@code $.report.coverage}, {@code
 * $['my-name'][0]}, {@code $.runs[-1].rate}. No wildcard, filter or descent: a gate needs one value
 * and must not take the first of many by chance.
 */
final class JsonPath {

  private static final Pattern PART =
      Pattern.compile(
          "\\.([a-zA-Z_][a-zA-Z0-9_-]*)|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]|\\[(-?[0-9]{1,6})\\]");

  /** A name of a member, or the place of an element; exactly one is present. */
  private record Part(Optional<String> name, Optional<Integer> index) {}

  private final List<Part> parts;

  private JsonPath(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** A path as it was understood: exactly one of the two is present. */
  record Reading(Optional<JsonPath> path, Optional<Fault> fault) {}

  static Reading read(String text) {
    if (!text.startsWith("$")) {
      return refused(1, "must begin with $, the whole answer, such as $.coverage");
    }
    List<Part> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int at = 1;
    while (at < text.length()) {
      if (!part.region(at, text.length()).lookingAt()) {
        return refused(at + 1, "needs .name, ['name'] or [number] here");
      }
      parts.add(part(part));
      at = part.end();
    }
    return new Reading(Optional.of(new JsonPath(parts)), Optional.empty());
  }

  private static Reading refused(int column, String message) {
    return new Reading(Optional.empty(), Optional.of(new Fault(column, message)));
  }

  private static Part part(Matcher found) {
    for (int group = 1; group <= 3; group++) {
      if (found.group(group) != null) {
        return new Part(Optional.of(found.group(group)), Optional.empty());
      }
    }
    return new Part(Optional.empty(), Optional.of(Integer.valueOf(found.group(4))));
  }

  /** What stands at the place; empty where there is nothing, or null. */
  Optional<JsonNode> in(JsonNode tree) {
    JsonNode node = tree;
    for (Part part : parts) {
      if (part.name().isPresent()) {
        node = node.path(part.name().get());
      } else {
        int index = part.index().orElse(0);
        node = node.path(index < 0 ? node.size() + index : index);
      }
    }
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }
}
