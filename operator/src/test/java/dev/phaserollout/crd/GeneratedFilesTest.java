package dev.phaserollout.crd;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedFilesTest {

  static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Path API = Path.of("src/main/java/dev/phaserollout/api");

  /** What the API makes of itself now, whatever is stored. */
  static final CustomResourceDefinition CRD;

  /** The same of answers. */
  static final CustomResourceDefinition APPROVAL_CRD;

  static {
    SourceTexts texts = SourceTexts.of(API);
    CRD = CrdDocument.of(PhaseRollout.class, texts);
    APPROVAL_CRD = CrdDocument.of(PhaseApproval.class, texts);
  }

  static Stream<CustomResourceDefinition> crds() {
    return Stream.of(CRD, APPROVAL_CRD);
  }

  @ParameterizedTest
  @MethodSource("crds")
  void the_stored_CRD_is_what_the_API_makes(CustomResourceDefinition crd) {
    new GeneratedFile(
            REPOSITORY.resolve("crds/" + crd.getMetadata().getName() + "-v1.yml"),
            CrdDocument.yaml(crd))
        .holds(getClass());
  }

  @ParameterizedTest
  @MethodSource("crds")
  void the_reference_page_is_what_the_CRD_says(CustomResourceDefinition crd) {
    new GeneratedFile(
            REPOSITORY.resolve("docs/reference/" + crd.getSpec().getNames().getSingular() + ".md"),
            new ReferencePage(crd).text())
        .holds(getClass());
  }
}
