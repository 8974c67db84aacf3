package dev.phaserollout.gate;

import dev.phaserollout.engine.Verdict;
import dev.phaserollout.gate.SourceAnswer.Judged;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an object is ready, by the rules of kstatus (kubernetes-sigs/cli-utils, {@code
 * pkg/kstatus/status}), over its plain fields. What is ready passes, what has stalled or failed
 * fails, and what is still on its way is inconclusive: a later measurement may find it ready.
 *
 * <p>Kinds that kstatus knows better than their conditions say are in {@link KstatusKinds}.
 */
final class Kstatus {

  private Kstatus() {}

  /** What an object's status amounts to. */
  enum State {
    CURRENT(Verdict.PASS),
    IN_PROGRESS(Verdict.INCONCLUSIVE),
    FAILED(Verdict.FAIL),
    TERMINATING(Verdict.INCONCLUSIVE);

    private final Verdict verdict;

    State(Verdict verdict) {
      this.verdict = verdict;
    }
  }

  /** A state, and why. */
  record Finding(State state, String why) {}

  static Judged judge(Map<String, Object> object) {
    Finding finding = of(object);
    return new Judged(
        finding.state().verdict,
        finding.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        name(object) + " " + finding.why());
  }

  static Finding of(Map<String, Object> object) {
    if (Fields.at(object, "metadata", "deletionTimestamp").isPresent()) {
      return new Finding(State.TERMINATING, "is being deleted");
    }
    Optional<Long> generation = Fields.number(object, "metadata", "generation");
    Optional<Long> observed = Fields.number(object, "status", "observedGeneration");
    if (generation.isPresent() && observed.isPresent() && !generation.equals(observed)) {
      return new Finding(
          State.IN_PROGRESS,
          "is at generation "
              + generation.get()
              + ", and its controller has seen "
              + observed.get());
    }
    Optional<Finding> stalled = condition(object, "Stalled", "True", State.FAILED);
    return stalled
        .or(() -> condition(object, "Reconciling", "True", State.IN_PROGRESS))
        .or(() -> KstatusKinds.of(object))
        .orElseGet(() -> byReady(object));
  }

  /**
   * An object without any condition of readiness is current: that is the rule, for ConfigMaps too.
   */
  private static Finding byReady(Map<String, Object> object) {
    return condition(object, "Ready", "False", State.IN_PROGRESS)
        .or(() -> condition(object, "Ready", "Unknown", State.IN_PROGRESS))
        .orElseGet(() -> new Finding(State.CURRENT, "is ready"));
  }

  /** A finding where a condition has that status. */
  static Optional<Finding> condition(
      Map<String, Object> object, String type, String status, State state) {
    for (Object item : Fields.list(object, "status", "conditions")) {
      if (item instanceof Map<?, ?> condition
          && type.equals(condition.get("type"))
          && status.equals(condition.get("status"))) {
        Object reason = condition.get("reason");
        return Optional.of(
            new Finding(
                state,
                "has condition "
                    + type
                    + "="
                    + status
                    + (reason instanceof String word ? " (" + OneLine.of(word) + ")" : "")));
      }
    }
    return Optional.empty();
  }

  private static String name(Map<String, Object> object) {
    return Fields.text(object, "kind").orElse("object")
        + " "
        + Fields.text(object, "metadata", "name").orElse("without a name");
  }

  /** Reads plain fields, which may be of any type: nothing that is foreign is trusted. */
  static final class Fields {

    private Fields() {}

    static Optional<Object> at(Map<String, Object> object, String... path) {
      Optional<Object> found = Optional.of(object);
      for (String name : path) {
        found =
            found.flatMap(
                value ->
                    value instanceof Map<?, ?> map
                        ? Optional.<Object>ofNullable(map.get(name))
                        : Optional.empty());
      }
      return found;
    }

    static Optional<Long> number(Map<String, Object> object, String... path) {
      return at(object, path)
          .flatMap(
              value ->
                  value instanceof Number number
                      ? Optional.of(number.longValue())
                      : Optional.empty());
    }

    static Optional<String> text(Map<String, Object> object, String... path) {
      return at(object, path)
          .flatMap(value -> value instanceof String text ? Optional.of(text) : Optional.empty());
    }

    static List<?> list(Map<String, Object> object, String... path) {
      return at(object, path)
          .<List<?>>map(value -> value instanceof List<?> list ? list : List.of())
          .orElse(List.of());
    }
  }
}
