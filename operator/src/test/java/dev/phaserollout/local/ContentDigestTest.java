package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentDigestTest {

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void records_have_the_sum_of_the_text_that_they_are_written_as() throws IOException {
    String example = Files.readString(Path.of("src/test/resources/rollouts/every-field.yaml"));
    Object spec = new KubernetesSerialization().unmarshal(example, PhaseRollout.class).getSpec();
    String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(List.of("v1", spec));
    assertThat(ContentDigest.ofWritten(List.of("v1", spec)))
        .isEqualTo(ContentDigest.of(json.readTree(text)));
  }

  @Test
  void the_order_of_fields_and_what_is_not_ascii_change_nothing() throws IOException {
    assertThat(ContentDigest.of(json.readTree("{\"b\": [1, \"ü\"], \"a\": {\"d\": 2, \"c\": 3}}")))
        .isEqualTo(
            ContentDigest.of(json.readTree("{\"a\":{\"c\":3,\"d\":2},\"b\":[1,\"\\u00fc\"]}")));
  }

  @Test
  void other_content_has_another_sum() throws IOException {
    assertThat(ContentDigest.of(json.readTree("{\"a\": 1}")))
        .isNotEqualTo(ContentDigest.of(json.readTree("{\"a\": \"1\"}")));
  }

  /** A checkpoint of the last version must be read by the next one. */
  @Test
  void the_sum_of_a_content_is_always_the_same() throws IOException {
    assertThat(ContentDigest.of(json.readTree("[\"v1\", {\"b\": null, \"a\": 1.5}]")))
        .isEqualTo("sha256:4e28d093525103ebe44215dd4dfd1d12a5cab6ea7d5e9319ae51e180729f004e");
  }
}
