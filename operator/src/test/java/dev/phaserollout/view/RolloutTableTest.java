package dev.phaserollout.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutTableTest {

  @Test
  void a_rollout_is_a_line_and_what_is_not_known_is_a_dash() {
    assertThat(
            RolloutTable.draw(
                    List.of(
                        read("metadata: {name: new}"),
                        read(
                            """
                            metadata: {name: checkout}
                            status:
                              state: Running
                              message: phase staging (1/2)
                              currentPhase: staging
                              currentStep: deploy +1
                              run: {number: 12, release: v2}
                            """)))
                .stream()
                .map(Line::text))
        .containsExactly(
            "NAME      STATE    PHASE    STEP       RUN  RELEASE  MESSAGE",
            "new       -        -        -          -    -        -",
            "checkout  Running  staging  deploy +1  12   v2       phase staging (1/2)");
  }

  private static PhaseRollout read(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, PhaseRollout.class);
  }
}
