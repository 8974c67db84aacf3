package dev.phaserollout.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An object that a newer CRD let in must be readable: an informer ends its process over one that is
 * not.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NewerWordsTest {

  private final KubernetesSerialization informers = new KubernetesSerialization();

  @ParameterizedTest
  @ValueSource(
      classes = {
        ApprovalDecision.class,
        MaxAge.class,
        OnError.class,
        OnFailure.class,
        OnInconclusive.class,
        OnLost.class,
        OnSpecChange.class,
        Reduce.class,
        Reuse.class,
        RollbackScope.class,
        SloScope.class
      })
  void every_enum_reads_its_own_words_and_takes_others_as_Unknown(Class<? extends Enum<?>> type) {
    for (Enum<?> constant : type.getEnumConstants()) {
      assertThat(informers.unmarshal("\"" + constant.name() + "\"", type)).isSameAs(constant);
    }
    assertThat(informers.unmarshal("\"FromTheFuture\"", type).name()).isEqualTo("Unknown");
    assertThat(informers.unmarshal("\"\"", type).name()).isEqualTo("Unknown");
  }

  @Test
  void an_object_with_unknown_fields_and_words_keeps_what_is_known() {
    PhaseRollout rollout =
        informers.unmarshal(
            """
            apiVersion: phaserollout.dev/v1alpha1
            kind: PhaseRollout
            metadata: {name: checkout}
            telepathy: true
            spec:
              telepathy: {deep: [1, 2]}
              onSpecChange: Rewind
              phases:
                - name: staging
                  telepathy: 4
                  steps:
                    - {name: migrate, telepathy: x, onLost: Shrug, run: {image: a, telepathy: []}}
            status:
              telepathy: 1
              state: Levitating
              phases: [{name: staging, telepathy: 2, steps: [{name: migrate, telepathy: 3}]}]
            """,
            PhaseRollout.class);

    Step migrate = rollout.getSpec().phases().get(0).steps().get(0);
    assertThat(rollout.getSpec().onSpecChange()).isEqualTo(OnSpecChange.Unknown);
    assertThat(migrate.onLost()).isEqualTo(OnLost.Unknown);
    assertThat(migrate.run().image()).isEqualTo("a");
    assertThat(rollout.getStatus().state()).isEqualTo("Levitating");
  }
}
