package dev.phaserollout.lint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the schema that the linter carries out of the CRD. Run by the build. */
final class SchemaCompiler {

  private SchemaCompiler() {}

  /**
   * Reads a CRD file and writes its schema.
   *
   * @param args the CRD file, then the file to write
   */
  public static void main(String[] args) throws IOException {
    Schema schema = SchemaFromCrd.read(Files.readString(Path.of(args[0])));
    Path target = Path.of(args[1]);
    Files.createDirectories(target.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(target)) {
      SchemaArchive.write(schema, out);
    }
  }
}
