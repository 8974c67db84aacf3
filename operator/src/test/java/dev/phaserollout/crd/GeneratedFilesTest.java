package dev.phaserollout.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

  static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Path API = Path.of("src/main/java/dev/phaserollout/api");

  /** What the API makes of itself now, whatever is stored. */
  static final CustomResourceDefinition CRD = CrdDocument.ofPhaseRollout(SourceTexts.of(API));

  @Test
  void the_stored_CRD_is_what_the_API_makes() {
    new GeneratedFile(
            REPOSITORY.resolve("crds/phaserollouts.phaserollout.dev-v1.yml"), CrdDocument.yaml(CRD))
        .holds(getClass());
  }

  @Test
  void the_reference_page_is_what_the_CRD_says() {
    new GeneratedFile(
            REPOSITORY.resolve("docs/reference/phaserollout.md"), new ReferencePage(CRD).text())
        .holds(getClass());
  }
}
