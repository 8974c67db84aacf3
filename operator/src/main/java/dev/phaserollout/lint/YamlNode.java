package dev.phaserollout.lint;

import java.util.List;
import java.util.Optional;

/** A value in a YAML file with the place where it stands. */
sealed interface YamlNode {

  Place place();

  /** How much there is in it, every alias counted as what it stands for. */
  Extent extent();

  /**
   * How large a value is.
   *
   * @param values itself and everything in it
   * @param height how many levels of maps and lists there are, 0 for a scalar
   */
  record Extent(long values, int height) {

    static final Extent OF_SCALAR = new Extent(1, 0);
    static final Extent OF_EMPTY = new Extent(1, 1);

    Extent with(Extent inner) {
      return new Extent(values + inner.values, Math.max(height, inner.height + 1));
    }
  }

  /** A map, in the order of the text, each key once. */
  record YamlMap(Place place, List<Entry> entries, Extent extent) implements YamlNode {

    Optional<YamlNode> get(String key) {
      return entry(key).map(Entry::value);
    }

    Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }
  }

  /** A key and its value. */
  record Entry(Place place, String key, YamlNode value) {}

  /** A list. */
  record YamlList(Place place, List<YamlNode> items, Extent extent) implements YamlNode {}

  /** A value that is neither map nor list. */
  record YamlScalar(Place place, String text, Kind kind) implements YamlNode {
    @Override
    public Extent extent() {
      return Extent.OF_SCALAR;
    }
  }

  /** What a scalar is to Kubernetes. */
  enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL
  }
}
