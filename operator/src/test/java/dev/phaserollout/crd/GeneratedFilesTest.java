package dev.phaserollout.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

  static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Path API = Path.of("src/main/java/dev/phaserollout/api");

  private final CustomResourceDefinition crd = CrdDocument.ofPhaseRollout(SourceTexts.of(API));

  @Test
  void the_stored_CRD_is_what_the_API_makes() {
    holds(
        new GeneratedFile(
            REPOSITORY.resolve("crds/phaserollouts.phaserollout.dev-v1.yml"),
            CrdDocument.yaml(crd)));
  }

  private static void holds(GeneratedFile file) {
    if (GeneratedFile.renewing()) {
      file.store();
    }
    assertThat(file.stored())
        .as(file.path() + " is stale; renew it: " + GeneratedFile.RENEW)
        .isEqualTo(file.content());
  }
}
