package dev.phaserollout.lint;

import dev.phaserollout.engine.NearestName;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.lint.Schema.Rule;
import dev.phaserollout.lint.YamlNode.Entry;
import dev.phaserollout.lint.YamlNode.Kind;
import dev.phaserollout.lint.YamlNode.YamlList;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares a tree with a schema. What does not fit is told and left out of the value, so that the
 * rules after it can still judge the rest.
 */
final class SchemaCheck {

  /** A fault and the place where it shows. */
  record Fault(Place place, Problem problem) {}

  /** A CEL rule and the value that it has to hold for. */
  record Claim(Rule rule, Object self, String field, Place place) {}

  /**
   * A value as far as it fits.
   *
   * @param plain maps, lists, texts, numbers; a required text that is missing is the empty one
   * @param forRules the same with field names as CEL writes them
   * @param sound nothing in it is of a wrong shape
   * @param usable it is at least of the right type
   */
  private record Fit(Object plain, Object forRules, boolean sound, boolean usable) {

    static final Fit LEFT_OUT = new Fit("", "", false, false);

    Fit(Object plain, Object forRules, boolean sound) {
      this(plain, forRules, sound, true);
    }
  }

  private final String kind;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();

  /**
   * What came of a comparison.
   *
   * @param value the object as far as it fits
   * @param faults of shape, in the order of the text
   * @param claims rules that are to be judged, each over a value of sound shape
   */
  record Outcome(Map<?, ?> value, List<Fault> faults, List<Claim> claims) {}

  private SchemaCheck(String kind) {
    this.kind = kind;
  }

  static Outcome check(YamlMap object, String kind, Schema schema) {
    SchemaCheck check = new SchemaCheck(kind);
    Fit fit = check.fit(object, schema, "");
    return new Outcome((Map<?, ?>) fit.plain, List.copyOf(check.faults), List.copyOf(check.claims));
  }

  private Fit fit(YamlNode node, Schema schema, String field) {
    if (schema.intOrString() && node instanceof YamlScalar scalar && scalar.kind() != Kind.NULL) {
      return same(YamlValues.of(scalar), true);
    }
    Fit fit =
        switch (schema.type()) {
          case "" -> same(YamlValues.of(node), true);
          case "object" ->
              node instanceof YamlMap map ? map(map, schema, field) : wrong(node, schema, field);
          case "array" ->
              node instanceof YamlList list
                  ? list(list, schema, field)
                  : wrong(node, schema, field);
          default -> scalar(node, schema, field);
        };
    if (fit.sound) {
      schema
          .rules()
          .forEach(rule -> claims.add(new Claim(rule, fit.forRules, field, node.place())));
    }
    return fit;
  }

  private Fit map(YamlMap map, Schema schema, String field) {
    Map<String, Object> plain = new LinkedHashMap<>();
    Map<String, Object> forRules = new LinkedHashMap<>();
    boolean sound = sizeFits(map.entries().size(), "entries", map, schema, field);
    for (Entry entry : map.entries()) {
      if (isNothing(entry.value())) {
        continue;
      }
      String inner = SchemaPaths.child(field, entry.key());
      Optional<Schema> known =
          Optional.ofNullable(schema.properties().get(entry.key())).or(schema::values);
      if (known.isPresent()) {
        Fit fit = fit(entry.value(), known.get(), inner);
        sound &= fit.sound;
        if (fit.usable) {
          plain.put(entry.key(), fit.plain);
          forRules.put(SchemaPaths.celName(entry.key()), fit.forRules);
        }
      } else if (schema.open()) {
        Object value = YamlValues.of(entry.value());
        plain.put(entry.key(), value);
        forRules.put(entry.key(), value);
      } else {
        add(entry.place(), unknown(entry.key(), field, schema));
      }
    }
    return new Fit(plain, forRules, requiredAreThere(map, plain, schema, field) && sound);
  }

  /** The API server takes a field with nothing behind it for one that is not there. */
  private static boolean isNothing(YamlNode value) {
    return value instanceof YamlScalar scalar && scalar.kind() == Kind.NULL;
  }

  private Problem unknown(String key, String owner, Schema schema) {
    return Problem.of(
        SchemaPaths.child(owner, key),
        key,
        "a field of " + (owner.isEmpty() ? "a " + kind : owner),
        NearestName.mend(key, schema.properties().keySet(), "remove it"));
  }

  private boolean requiredAreThere(
      YamlMap map, Map<String, Object> plain, Schema schema, String field) {
    boolean complete = true;
    for (String required : schema.required()) {
      if (!plain.containsKey(required)) {
        complete = false;
        plain.put(required, placeholder(schema.properties().get(required)));
        if (map.get(required).filter(value -> !isNothing(value)).isEmpty()) {
          String missing = SchemaPaths.child(field, required);
          add(
              map.place(),
              Problem.of(missing, "", "a value, because it is required", "add " + required));
        }
      }
    }
    return complete;
  }

  /** Something of the right shape that says nothing, so that records can be made of the rest. */
  private static Object placeholder(@Nullable Schema schema) {
    if (schema == null || schema.type().equals("string")) {
      return "";
    }
    return switch (schema.type()) {
      case "object" -> {
        Map<String, Object> object = new LinkedHashMap<>();
        schema
            .required()
            .forEach(name -> object.put(name, placeholder(schema.properties().get(name))));
        yield object;
      }
      case "array" -> List.of();
      case "boolean" -> false;
      default -> 0L;
    };
  }

  private Fit list(YamlList list, Schema schema, String field) {
    List<Object> plain = new ArrayList<>();
    List<Object> forRules = new ArrayList<>();
    boolean sound = sizeFits(list.items().size(), "items", list, schema, field);
    Schema of = schema.items().orElseThrow();
    for (int i = 0; i < list.items().size(); i++) {
      Fit fit = fit(list.items().get(i), of, field + "[" + i + "]");
      sound &= fit.sound;
      plain.add(fit.usable ? fit.plain : placeholder(of));
      forRules.add(fit.forRules);
    }
    SchemaLists.doubled(list, schema, field).forEach(faults::add);
    return new Fit(plain, forRules, sound);
  }

  private Fit scalar(YamlNode node, Schema schema, String field) {
    if (!(node instanceof YamlScalar scalar) || !SchemaWords.fits(scalar.kind(), schema.type())) {
      return wrong(node, schema, field);
    }
    Object value = YamlValues.of(scalar);
    boolean sound = true;
    if (value instanceof String text) {
      sound = sizeFits(text.codePointCount(0, text.length()), "characters", node, schema, field);
      words(text, node, schema, field);
    }
    if (value instanceof Long number && !schema.amount().has(number)) {
      add(
          node.place(),
          new Problem(
              field,
              SchemaWords.number(scalar),
              schema.amount().inWords(),
              "write a number within that"));
      // No record could hold every number, and the others of its rules are still to be judged.
      return same(schema.amount().nearest(number), sound);
    }
    return same(value, sound);
  }

  private void words(String text, YamlNode node, Schema schema, String field) {
    if (!schema.words().isEmpty() && !schema.words().contains(text)) {
      add(
          node.place(),
          Problem.of(
              field,
              text,
              "one of " + String.join(", ", schema.words()),
              NearestName.of(text, schema.words())
                  .map(nearest -> "did you mean '" + nearest + "'?")
                  .orElse("write one of them, upper and lower case as shown")));
    }
    if (!schema.pattern().isEmpty() && !Pattern.compile(schema.pattern()).matcher(text).find()) {
      add(
          node.place(),
          Problem.of(field, text, "a text that matches " + schema.pattern(), "change it"));
    }
  }

  private boolean sizeFits(int size, String of, YamlNode node, Schema schema, String field) {
    if (schema.size().has(size)) {
      return true;
    }
    boolean more = size > schema.size().most();
    add(
        node.place(),
        new Problem(
            field,
            SchemaWords.shown(node, size, of),
            schema.size().inWords() + " " + of,
            more ? "take away " + (size - schema.size().most()) : "add what is missing"));
    return !more;
  }

  private Fit wrong(YamlNode node, Schema schema, String field) {
    add(node.place(), SchemaWords.wrongType(node, schema, field));
    return Fit.LEFT_OUT;
  }

  private void add(Place place, Problem problem) {
    faults.add(new Fault(place, problem));
  }

  private static Fit same(Object value, boolean sound) {
    return new Fit(value, value, sound);
  }
}
