package dev.phaserollout.gate;

import dev.phaserollout.engine.NearestName;
import dev.phaserollout.engine.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one object of the configuration. It remembers which were asked for, so that what
 * nobody knows is refused, and gathers what is wrong.
 */
final class ProviderFields {

  private final String path;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  ProviderFields(String path, Map<?, ?> fields) {
    this.path = path;
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            this.fields.put(String.valueOf(name), value);
          }
        });
  }

  String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  List<Problem> problems() {
    return problems;
  }

  void refuse(String field, String value, String expected, String mend) {
    problems.add(Problem.of(path(field), value, expected, mend));
  }

  /** The text of a field; a number or a truth value is taken as it is written. */
  Optional<String> text(String field) {
    known.add(field);
    Object value = fields.get(field);
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      problems.add(
          new Problem(path(field), "a list or an object", "one value", "write it beside the name"));
      return Optional.empty();
    }
    return Optional.ofNullable(value).map(String::valueOf);
  }

  /** The objects of a list. */
  List<ProviderFields> objects(String field) {
    known.add(field);
    Object value = fields.get(field);
    List<ProviderFields> objects = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        String item = path(field) + "[" + i + "]";
        if (list.get(i) instanceof Map<?, ?> object) {
          objects.add(new ProviderFields(item, object));
        } else {
          problems.add(new Problem(item, "no fields", "the fields of one", "write name: …"));
        }
      }
    } else if (value != null) {
      problems.add(
          new Problem(path(field), "no list", "a list", "begin each of its lines with a dash"));
    }
    return objects;
  }

  /** Refuses every field that nobody has asked for. */
  void refuseOthers() {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            Problem.of(
                path(name),
                name,
                "one of the fields " + String.join(", ", known),
                NearestName.of(name, known)
                    .map(nearest -> "did you mean '" + nearest + "'?")
                    .orElse("take it away")));
      }
    }
  }
}
