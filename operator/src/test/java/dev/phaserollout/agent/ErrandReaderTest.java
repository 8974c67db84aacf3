package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandText;
import dev.phaserollout.errand.RunId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ErrandReaderTest {

  private static final String FINISH =
      """
      {"workspace": {"url": "https://git.example.com/shop.git", "branch": "main"},
       "run": {"namespace": "shop", "rollout": "checkout", "uid": "2f6a", "run": 3},
       "phase": "staging", "step": "deploy", "base": "b", "commit": "c",
       "deliverables": [{"path": "docs/*.md", "minimum": 2, "maxAge": "Run"}],
       "commitPoint": {"paths": ["docs"], "message": "feat: deploy"},
       "gated": true, "ofTheNextVersion": 1}
      """;

  @Test
  void an_errand_is_read_from_its_record() {
    assertThat(ErrandReader.read("finish", FINISH))
        .isInstanceOfSatisfying(
            Errand.Finish.class,
            finish -> {
              assertThat(finish.run()).isEqualTo(new RunId("shop", "checkout", "2f6a", 3));
              assertThat(finish.deliverables()).hasSize(1);
              assertThat(finish.commitPoint().paths()).containsExactly("docs");
              assertThat(finish.gated()).isTrue();
            });
  }

  @Test
  void what_is_read_is_what_was_written() {
    Errand finish = ErrandReader.read("finish", FINISH);
    assertThat(ErrandReader.read(ErrandText.word(finish), ErrandText.details(finish)))
        .isEqualTo(finish);
  }

  @Test
  void what_is_absent_is_named() {
    assertThatThrownBy(() -> ErrandReader.read("checkout", "{}"))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("found no workspace, no commit")
        .hasMessageContaining("[workspace, commit]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"workspace\": 1}"})
  void what_is_no_errand_is_refused(String json) {
    assertThatThrownBy(() -> ErrandReader.read("checkout", json))
        .isInstanceOf(AgentFailure.class)
        .hasMessageStartingWith("errand: found ");
  }

  @Test
  void an_unknown_word_is_refused_with_those_that_there_are() {
    assertThatThrownBy(() -> ErrandReader.read("finnish", FINISH))
        .hasMessageContaining("advance, checkout, complete, finish, inspect, prepare, revert");
  }
}
