package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.view.Line;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenQuestionsTest {

  @Test
  void instructions_of_several_lines_are_read_as_they_were_written() {
    PhaseRollout rollout =
        new KubernetesSerialization()
            .unmarshal(
                """
                kind: PhaseRollout
                spec: {phases: [{name: p, steps: [{name: look, manual: {instructions: Look.}}]}]}
                status:
                  questions:
                    - {id: p/look, choices: [Reject], text: "Look at it.\\n\\n  1. here\\n  2. there"}
                """,
                PhaseRollout.class);

    List<Line> lines = new OpenQuestions("phaserollout run r.yaml").of(rollout);

    assertThat(lines.stream().map(Line::text))
        .containsExactly(
            "  p/look: Look at it.",
            "      ",
            "        1. here",
            "        2. there",
            "    phaserollout run r.yaml --answer p/look=Reject");
  }
}
