package dev.phaserollout.lint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the schemas that the linter carries out of the CRDs. Run by the build. */
final class SchemaCompiler {

  private SchemaCompiler() {}

  /**
   * Reads CRD files and writes the schema of each.
   *
   * @param args the folder of the CRD files, then the folder to write to
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[1]);
    Files.createDirectories(target);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[0]), "*.yml")) {
      for (Path file : files) {
        String crd = Files.readString(file);
        String name = SchemaArchive.fileOf(SchemaFromCrd.kind(crd));
        try (OutputStream out = Files.newOutputStream(target.resolve(name))) {
          SchemaArchive.write(SchemaFromCrd.read(crd), out);
        }
      }
    }
  }
}
