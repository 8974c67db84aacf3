package dev.phaserollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
class DocumentationTest {

  /** Surefire starts tests in the folder of their module. */
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Path PRODUCT = Path.of("src/main/java/dev/phaserollout");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern CLASS = Pattern.compile("`([a-z]+/[A-Z]\\w+)`");

  @Test
  void every_link_between_documents_leads_somewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (String target : found(LINK, Files.readString(document))) {
        boolean elsewhere = target.contains("://") || target.startsWith("mailto:");
        if (!elsewhere && !Files.exists(document.resolveSibling(target))) {
          broken.add(ROOT.relativize(document) + " links to " + target + ", which is not there");
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void every_class_that_the_readme_sends_a_reader_to_is_there() throws IOException {
    List<String> named = found(CLASS, Files.readString(ROOT.resolve("README.md")));
    assertThat(named).isNotEmpty();
    assertThat(named)
        .allSatisfy(name -> assertThat(PRODUCT.resolve(name + ".java")).isRegularFile());
  }

  @Test
  void every_decision_is_in_the_index() throws IOException {
    List<String> indexed = found(LINK, Files.readString(ROOT.resolve("docs/README.md")));
    try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/decisions"))) {
      assertThat(decisions)
          .allSatisfy(
              decision -> assertThat(indexed).contains("decisions/" + decision.getFileName()));
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT)) {
      top.filter(path -> path.toString().endsWith(".md")).forEach(documents::add);
    }
    for (String folder : List.of("docs", "examples", "helm-chart", "crds", "operator/src")) {
      if (Files.isDirectory(ROOT.resolve(folder))) {
        try (Stream<Path> inside = Files.walk(ROOT.resolve(folder))) {
          inside
              .filter(path -> path.toString().endsWith(".md"))
              .filter(path -> !isElsewhere(ROOT.relativize(path)))
              .forEach(documents::add);
        }
      }
    }
    return documents;
  }

  /** What runs have written, and templates, whose links are right where they are written to. */
  private static boolean isElsewhere(Path document) {
    return document.startsWith("examples")
        && document.getNameCount() > 2
        && (document.getName(2).startsWith("out")
            || document.startsWith("examples/phase-e/service/tools/eos"));
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
