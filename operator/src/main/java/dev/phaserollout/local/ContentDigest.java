package dev.phaserollout.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The sha256 of JSON, the same for every way of writing the same content. */
final class ContentDigest {

  private ContentDigest() {}

  static String of(JsonNode content, ObjectMapper json) throws JsonProcessingException {
    String canonical =
        json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .writeValueAsString(json.treeToValue(content, Object.class));
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
