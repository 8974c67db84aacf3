package dev.phaserollout.lint;

import dev.phaserollout.engine.Problem;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of the rollouts of one file: of two with the same, kubectl lets the last one win. */
final class RolloutNames {

  private static final String FIELD = "metadata.name";

  private final Map<List<String>, Place> seen = new HashMap<>();

  /** What is wrong with a rollout that has the name of an earlier one in the same namespace. */
  Optional<Problem> doubled(YamlNode document) {
    Optional<String> name = text(document, FIELD);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    List<String> identity = List.of(text(document, "metadata.namespace").orElse(""), name.get());
    Place place = SchemaPaths.placeOf(document, FIELD);
    return Optional.ofNullable(seen.putIfAbsent(identity, place))
        .map(
            earlier ->
                new Problem(
                    FIELD,
                    Problem.of("", name.get(), "", "").found()
                        + " again, as in line "
                        + earlier.line(),
                    "rollouts of a file to differ in name",
                    "rename or remove one of the two, for the second would overwrite the first"));
  }

  private static Optional<String> text(YamlNode document, String field) {
    return SchemaPaths.find(document, field)
        .filter(YamlScalar.class::isInstance)
        .map(scalar -> ((YamlScalar) scalar).text())
        .filter(text -> !text.isEmpty());
  }
}
