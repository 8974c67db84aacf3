package dev.phaserollout.lint;

import dev.phaserollout.engine.Problem;
import dev.phaserollout.lint.SchemaCheck.Fault;
import dev.phaserollout.lint.YamlNode.YamlList;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Items of a list that may not be there twice. */
final class SchemaLists {

  private SchemaLists() {}

  static List<Fault> doubled(YamlList list, Schema schema, String field) {
    List<Fault> faults = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (int i = 0; i < list.items().size(); i++) {
      YamlNode item = list.items().get(i);
      List<String> identity = identity(item, schema);
      if (!identity.isEmpty() && !seen.add(identity)) {
        faults.add(fault(item, identity, schema, field + "[" + i + "]"));
      }
    }
    return faults;
  }

  private static Fault fault(YamlNode item, List<String> identity, Schema schema, String field) {
    String value = String.join(", ", identity);
    if (schema.set() || !(item instanceof YamlMap map)) {
      return new Fault(
          item.place(),
          Problem.of(field, value, "each item once in the list", "remove one of the two"));
    }
    String key = schema.keys().get(0);
    Place place = map.get(key).map(YamlNode::place).orElse(item.place());
    String names = String.join(" and ", schema.keys());
    return new Fault(
        place,
        Problem.of(
            field + "." + key,
            value,
            "items of the list that differ in " + names,
            "rename or remove one of the two"));
  }

  /** What tells an item apart; empty where it may be there again, or has not said it. */
  private static List<String> identity(YamlNode item, Schema schema) {
    if (schema.set()) {
      return item instanceof YamlScalar scalar ? List.of(scalar.text()) : List.of();
    }
    List<String> identity = new ArrayList<>();
    for (String key : schema.keys()) {
      if (!(item instanceof YamlMap map
          && map.get(key).orElse(item) instanceof YamlScalar scalar)) {
        return List.of();
      }
      identity.add(scalar.text());
    }
    return identity;
  }
}
