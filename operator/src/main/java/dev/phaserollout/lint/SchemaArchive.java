package dev.phaserollout.lint;

import dev.phaserollout.lint.Schema.Range;
import dev.phaserollout.lint.Schema.Rule;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schema as bytes that are read in a few milliseconds, where the CRD takes hundreds. Parts that
 * are alike, such as the four kinds of gates, are written once. The build makes it from the CRD
 * ({@link SchemaCompiler}), so the two cannot differ.
 */
final class SchemaArchive {

  private SchemaArchive() {}

  /** The name of the file with the schema of a kind. */
  static String fileOf(String kind) {
    return kind + ".schema";
  }

  /** The schema of a kind that this program was built with. */
  static Schema load(String kind) {
    String file = fileOf(kind);
    try (InputStream in = SchemaArchive.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing; build the program with Maven");
      }
      return new Reader(new DataInputStream(new BufferedInputStream(in))).read();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static Schema read(InputStream in) throws IOException {
    return new Reader(new DataInputStream(in)).read();
  }

  static void write(Schema schema, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    new Writer(data).write(schema);
    data.flush();
  }

  /** Parts before what they are part of; a part is named by its position. */
  private static final class Writer {

    private final DataOutputStream out;
    private final Map<Schema, Integer> written = new LinkedHashMap<>();

    Writer(DataOutputStream out) {
      this.out = out;
    }

    void write(Schema schema) throws IOException {
      collect(schema);
      out.writeInt(written.size());
      for (Schema part : written.keySet()) {
        part(part);
      }
    }

    private void collect(Schema schema) {
      if (!written.containsKey(schema)) {
        schema.properties().values().forEach(this::collect);
        schema.items().ifPresent(this::collect);
        schema.values().ifPresent(this::collect);
        written.put(schema, written.size());
      }
    }

    private void part(Schema schema) throws IOException {
      out.writeUTF(schema.type());
      out.writeBoolean(schema.intOrString());
      out.writeBoolean(schema.open());
      out.writeInt(schema.properties().size());
      for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
        out.writeUTF(property.getKey());
        reference(property.getValue());
      }
      texts(schema.required());
      optional(schema.items());
      optional(schema.values());
      range(schema.size());
      range(schema.amount());
      texts(schema.words());
      out.writeUTF(schema.pattern());
      texts(schema.keys());
      out.writeBoolean(schema.set());
      out.writeInt(schema.rules().size());
      for (Rule rule : schema.rules()) {
        texts(List.of(rule.holds(), rule.message(), rule.messageExpression(), rule.at()));
      }
    }

    private void reference(Schema schema) throws IOException {
      Integer position = written.get(schema);
      if (position == null) {
        throw new IllegalStateException("a part was not collected");
      }
      out.writeInt(position);
    }

    private void optional(Optional<Schema> schema) throws IOException {
      out.writeBoolean(schema.isPresent());
      if (schema.isPresent()) {
        reference(schema.get());
      }
    }

    private void range(Range range) throws IOException {
      out.writeLong(range.least());
      out.writeLong(range.most());
    }

    private void texts(List<String> texts) throws IOException {
      out.writeInt(texts.size());
      for (String text : texts) {
        out.writeUTF(text);
      }
    }
  }

  private static final class Reader {

    private final DataInputStream in;
    private final List<Schema> read = new ArrayList<>();

    Reader(DataInputStream in) {
      this.in = in;
    }

    Schema read() throws IOException {
      int parts = in.readInt();
      for (int i = 0; i < parts; i++) {
        read.add(part());
      }
      return read.get(parts - 1);
    }

    private Schema part() throws IOException {
      return new Schema(
          in.readUTF(),
          in.readBoolean(),
          in.readBoolean(),
          properties(),
          texts(),
          optional(),
          optional(),
          new Range(in.readLong(), in.readLong()),
          new Range(in.readLong(), in.readLong()),
          texts(),
          in.readUTF(),
          texts(),
          in.readBoolean(),
          rules());
    }

    private Map<String, Schema> properties() throws IOException {
      Map<String, Schema> properties = new LinkedHashMap<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        properties.put(in.readUTF(), read.get(in.readInt()));
      }
      return properties;
    }

    private Optional<Schema> optional() throws IOException {
      return in.readBoolean() ? Optional.of(read.get(in.readInt())) : Optional.empty();
    }

    private List<Rule> rules() throws IOException {
      List<Rule> rules = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        List<String> texts = texts();
        rules.add(new Rule(texts.get(0), texts.get(1), texts.get(2), texts.get(3)));
      }
      return List.copyOf(rules);
    }

    private List<String> texts() throws IOException {
      List<String> texts = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        texts.add(in.readUTF());
      }
      return List.copyOf(texts);
    }
  }
}
