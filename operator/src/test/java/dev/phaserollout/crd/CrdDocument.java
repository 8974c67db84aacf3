package dev.phaserollout.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CRD of a kind, made from its class: structure by fabric8, the rest by {@link SchemaFinish}.
 */
final class CrdDocument {

  private CrdDocument() {}

  static CustomResourceDefinition of(
      Class<? extends CustomResource<?, ?>> kind, SourceTexts texts) {
    List<CustomResourceDefinition> made = new ArrayList<>();
    new CRDGenerator()
        .customResourceClasses(kind)
        .forCRDVersions("v1")
        .withParallelGenerationEnabled(false)
        .withOutput(new Discarded())
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                made.add((CustomResourceDefinition) crd);
                return crd;
              }
            })
        .generate();
    CustomResourceDefinition crd = made.get(0);
    CustomResourceDefinitionVersion version = crd.getSpec().getVersions().get(0);
    new SchemaFinish(texts).finish(kind, version.getSchema().getOpenAPIV3Schema());
    List<String> columns = columns(kind);
    version
        .getAdditionalPrinterColumns()
        .sort(
            Comparator.comparingInt(
                (CustomResourceColumnDefinition column) -> columns.indexOf(column.getName())));
    return crd;
  }

  /** In the order in which the kind says them, which the generator does not keep. */
  private static List<String> columns(Class<?> kind) {
    return Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
        .map(AdditionalPrinterColumn::name)
        .toList();
  }

  /** The text of the file: one line a value, because a wrapped line makes a bad difference. */
  static String yaml(CustomResourceDefinition crd) {
    ObjectMapper yaml =
        new ObjectMapper(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build());
    ObjectNode tree = yaml.valueToTree(crd);
    tree.remove("status");
    wholeNumbers(tree);
    try {
      return "# Made from dev.phaserollout.api. Renew: "
          + GeneratedFile.RENEW
          + "\n"
          + yaml.writeValueAsString(tree);
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }

  /**
   * Bounds are doubles in the model; {@code 1.0E9} is a number to some readers of YAML and text to
   * others.
   */
  private static void wholeNumbers(JsonNode node) {
    node.forEach(CrdDocument::wholeNumbers);
    if (node instanceof ObjectNode object) {
      for (String bound : List.of("minimum", "maximum")) {
        if (object.path(bound).isDouble()) {
          object.put(bound, object.get(bound).longValue());
        }
      }
    }
  }

  private static final class Discarded implements CRDGenerator.CRDOutput<OutputStream> {
    @Override
    public OutputStream outputFor(String name) {
      return new ByteArrayOutputStream();
    }

    @Override
    public void close() {}
  }
}
