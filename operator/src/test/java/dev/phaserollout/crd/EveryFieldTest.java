package dev.phaserollout.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples that the API server is tried with leave nothing out that a user can write. */
class EveryFieldTest {

  private final Map<String, Set<String>> declared = new TreeMap<>();
  private final Map<String, Set<String>> written = new TreeMap<>();

  @Test
  void the_rollout_of_every_field_has_every_field() throws IOException {
    visit(example("rollouts", PhaseRollout.class).getSpec());

    assertThatNothingIsLeftOut();
  }

  @Test
  void the_answer_of_every_field_has_every_field() throws IOException {
    visit(example("approvals", PhaseApproval.class).getSpec());

    assertThatNothingIsLeftOut();
  }

  private static <T> T example(String folder, Class<T> kind) throws IOException {
    Path file = Path.of("src/test/resources", folder, "every-field.yaml");
    return new KubernetesSerialization().unmarshal(Files.readString(file), kind);
  }

  private void assertThatNothingIsLeftOut() {
    declared.forEach((type, fields) -> fields.removeAll(written.getOrDefault(type, Set.of())));
    declared.values().removeIf(Set::isEmpty);
    assertThat(declared).as("fields that the example leaves out").isEmpty();
  }

  private void visit(@Nullable Object value) {
    if (value instanceof Collection<?> items) {
      items.forEach(this::visit);
    } else if (value instanceof Record object) {
      for (RecordComponent component : object.getClass().getRecordComponents()) {
        Object field = read(component, object);
        note(declared, component);
        if (!isAbsent(field)) {
          note(written, component);
        }
        visit(field);
      }
    }
  }

  private static void note(Map<String, Set<String>> fields, RecordComponent component) {
    fields
        .computeIfAbsent(component.getDeclaringRecord().getSimpleName(), record -> new TreeSet<>())
        .add(SchemaFinish.jsonName(component));
  }

  private static boolean isAbsent(@Nullable Object field) {
    return field == null
        || (field instanceof Collection<?> list && list.isEmpty())
        || (field instanceof Map<?, ?> map && map.isEmpty());
  }

  private static @Nullable Object read(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
