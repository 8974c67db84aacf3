package dev.phaserollout.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rollout with exactly one fault. Its file, one of {@code src/test/resources/bad}, is named for
 * what is wrong and begins with what is to be said about it.
 *
 * @param claim what is wrong
 * @param field the field that is named
 * @param says part of the message
 * @param seenBy who can see it first: {@code yaml} (whoever reads the text), {@code schema} and
 *     {@code cel} (the API server too), {@code references} (only who knows the engine's rules)
 */
record BadCase(Path file, String claim, String field, String says, String seenBy) {

  private static final Path RESOURCES = Path.of("src/test/resources");

  /** Those of this table, in the order of their names. */
  static List<BadCase> all() throws IOException {
    return in("bad");
  }

  /** Those that the API server was seen to refuse; who saw them is left open. */
  static List<BadCase> refused() throws IOException {
    return in("refused");
  }

  private static List<BadCase> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files.sorted().map(BadCase::read).toList();
    }
  }

  private static BadCase read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      String claim = file.getFileName().toString().replace(".yaml", "").replace('-', ' ');
      return new BadCase(
          file, claim, header("field", lines), header("says", lines), header("seen-by", lines));
    } catch (IOException broken) {
      throw new IllegalStateException(file + " cannot be read", broken);
    }
  }

  private static String header(String name, List<String> lines) {
    String start = "# " + name + ":";
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).trim())
        .findFirst()
        .orElse("");
  }

  /**
   * What the API server says too: of a rule of the CRD the words from "expected" on, because lint
   * may know the place better; of the schema the field, or what it is in, because the server stops
   * at the item of a list.
   */
  String inCommonWithServer() {
    return seenBy.equals("cel") ? wordsOfRule() : SchemaPaths.parent(field);
  }

  /** From "expected" on, which is the same at whatever place a rule is told; else empty. */
  String wordsOfRule() {
    int from = says.indexOf("expected ");
    return from < 0 ? "" : says.substring(from);
  }

  @Override
  public String toString() {
    return claim;
  }
}
