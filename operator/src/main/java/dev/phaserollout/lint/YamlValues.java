package dev.phaserollout.lint;

import dev.phaserollout.lint.YamlNode.YamlList;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;

/** A tree without its places: maps, lists, texts, longs, doubles and booleans. */
final class YamlValues {

  private YamlValues() {}

  static Object of(YamlNode node) {
    if (node instanceof YamlMap map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.entries().forEach(entry -> values.put(entry.key(), of(entry.value())));
      return values;
    }
    if (node instanceof YamlList list) {
      return list.items().stream().map(YamlValues::of).toList();
    }
    return of((YamlScalar) node);
  }

  static Object of(YamlScalar scalar) {
    return switch (scalar.kind()) {
      case TEXT -> scalar.text();
      case INTEGER -> YamlWords.integer(scalar.text());
      case DECIMAL -> YamlWords.decimal(scalar.text());
      case BOOLEAN -> YamlWords.isTrue(scalar.text());
      case NULL -> "";
    };
  }
}
