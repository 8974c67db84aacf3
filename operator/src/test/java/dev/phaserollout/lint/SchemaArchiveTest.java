package dev.phaserollout.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaArchiveTest {

  private static final Path CRD = Path.of("../crds/phaserollouts.phaserollout.dev-v1.yml");
  private static final Path APPROVAL = Path.of("../crds/phaseapprovals.phaserollout.dev-v1.yml");

  @Test
  void what_the_linter_carries_is_what_the_crds_say() throws IOException {
    assertThat(SchemaArchive.load("PhaseRollout"))
        .isEqualTo(SchemaFromCrd.read(Files.readString(CRD)));
    assertThat(SchemaArchive.load("PhaseApproval"))
        .isEqualTo(SchemaFromCrd.read(Files.readString(APPROVAL)));
  }

  @Test
  void what_is_written_reads_back_as_it_was() throws IOException {
    Schema schema = SchemaFromCrd.read(Files.readString(CRD));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SchemaArchive.write(schema, bytes);

    assertThat(SchemaArchive.read(new ByteArrayInputStream(bytes.toByteArray()))).isEqualTo(schema);
  }

  @Test
  void a_keyword_that_the_linter_does_not_know_stops_the_build() {
    String crd =
        """
        spec:
          names: {kind: PhaseRollout}
          versions:
          - schema:
              openAPIV3Schema:
                properties:
                  spec: {type: object, properties: {timeout: {type: integer, multipleOf: 3}}}
        """;

    assertThatThrownBy(() -> SchemaFromCrd.read(crd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the linter does not know 'multipleOf' at spec.timeout; teach SchemaCheck");
  }
}
