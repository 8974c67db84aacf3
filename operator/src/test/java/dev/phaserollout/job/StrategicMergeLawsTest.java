package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StrategicMergeLawsTest {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void to_merge_nothing_changes_nothing(@ForAll("templates") Map<String, Object> base) {
    assertThat(StrategicMerge.merge(base, Map.of())).isEqualTo(base);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void over_nothing_comes_the_patch_itself(@ForAll("templates") Map<String, Object> patch) {
    assertThat(StrategicMerge.merge(Map.of(), patch)).isEqualTo(patch);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void to_merge_a_second_time_changes_nothing(
      @ForAll("templates") Map<String, Object> base,
      @ForAll("templates") Map<String, Object> patch) {
    Map<String, Object> once = StrategicMerge.merge(base, patch);
    assertThat(StrategicMerge.merge(once, patch)).isEqualTo(once);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void fields_that_the_patch_does_not_name_stay(
      @ForAll("templates") Map<String, Object> base,
      @ForAll("templates") Map<String, Object> patch) {
    Map<String, Object> merged = StrategicMerge.merge(base, patch);
    base.forEach(
        (field, value) -> {
          if (!patch.containsKey(field)) {
            assertThat(merged).containsEntry(field, value);
          }
        });
    assertThat(merged).containsKeys(patch.keySet().toArray(new String[0]));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void no_named_entry_is_lost(
      @ForAll("templates") Map<String, Object> base,
      @ForAll("templates") Map<String, Object> patch) {
    Map<String, Object> merged = StrategicMerge.merge(base, patch);
    assertThat(names(merged)).containsAll(names(base)).containsAll(names(patch));
    assertThat(names(merged)).doesNotHaveDuplicates();
  }

  private static List<Object> names(Map<String, Object> template) {
    return template.get("containers") instanceof List<?> containers
        ? containers.stream()
            .map(container -> container instanceof Map<?, ?> fields ? fields.get("name") : null)
            .map(Object.class::cast)
            .toList()
        : List.of();
  }

  /** Objects with objects, keyed lists and plain lists in them; no list names an entry twice. */
  @Provide
  Arbitrary<Map<String, Object>> templates() {
    Arbitrary<Object> leaf = Arbitraries.of("x", "y", 1, true, List.of("p", "q"), List.of());
    Arbitrary<Map<String, Object>> inner =
        Arbitraries.maps(Arbitraries.of("args", "limits", "image"), leaf).ofMaxSize(3);
    Arbitrary<List<Map<String, Object>>> env = entries(inner, "name");
    Arbitrary<Map<String, Object>> container =
        Combinators.combine(inner, env).as((fields, list) -> with(fields, "env", list));
    return Combinators.combine(inner, entries(container, "name"), entries(inner, "name"))
        .as(
            (fields, containers, volumes) ->
                with(with(fields, "containers", containers), "volumes", volumes))
        .flatMap(
            all ->
                Arbitraries.of("containers", "volumes", "image", "none")
                    .map(
                        left -> {
                          all.remove(left);
                          return all;
                        }));
  }

  private static Arbitrary<List<Map<String, Object>>> entries(
      Arbitrary<Map<String, Object>> fields, String key) {
    return Combinators.combine(Arbitraries.of("a", "b", "step"), fields)
        .as((name, entry) -> with(entry, key, name))
        .list()
        .uniqueElements(entry -> entry.get(key))
        .ofMaxSize(3);
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return more;
  }
}
