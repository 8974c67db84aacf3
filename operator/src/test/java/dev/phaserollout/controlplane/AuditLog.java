package dev.phaserollout.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every write that reached the API server, in the order of their ends. The server writes a line
 * just after it has answered, so a test that counts its own writes awaits them.
 */
public final class AuditLog {
  static final String FILE = "audit.jsonl";

  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - {level: Metadata, verbs: [create, update, patch, delete, deletecollection]}
        - {level: None}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  AuditLog(Path file) {
    this.file = file;
  }

  static void writePolicy(Path policy) {
    try {
      Files.writeString(policy, POLICY);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the audit policy", e);
    }
  }

  /** The present end of the log, to read on from with {@link #since}. */
  public long mark() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the audit log", e);
    }
  }

  /** The writes that were logged after a mark. */
  public List<AuditedWrite> since(long mark) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(mark);
      byte[] bytes = new byte[Math.toIntExact(log.length() - mark)];
      log.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      List<AuditedWrite> writes = new ArrayList<>();
      // what follows the last line break is a line that the server has not finished
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        writes.add(read(JSON.readTree(line)));
      }
      return writes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the audit log", e);
    }
  }

  private static AuditedWrite read(JsonNode event) {
    JsonNode object = event.path("objectRef");
    String subresource = object.path("subresource").asText("");
    JsonNode user =
        event.has("impersonatedUser") ? event.get("impersonatedUser") : event.get("user");
    return new AuditedWrite(
        event.path("verb").asText(),
        user.path("username").asText(),
        event.path("userAgent").asText(),
        object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
        text(object, "namespace"),
        text(object, "name"),
        event.path("responseStatus").path("code").asInt());
  }

  private static Optional<String> text(JsonNode object, String field) {
    return Optional.of(object.path(field).asText("")).filter(value -> !value.isEmpty());
  }
}
