package dev.phaserollout.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The sha256 of JSON, the same for every way of writing the same content. */
final class ContentDigest {

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final ObjectWriter WRITER = CANONICAL.writer();

  private ContentDigest() {}

  /** Of JSON as it was read. */
  static String of(JsonNode content) throws JsonProcessingException {
    return ofWritten(CANONICAL.treeToValue(content, Object.class));
  }

  /** Of the JSON that these records and collections are written as, without writing it. */
  static String ofWritten(Object content) throws JsonProcessingException {
    MessageDigest sum = sha256();
    try {
      WRITER.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), sum), content);
    } catch (JsonProcessingException unwritable) {
      throw unwritable;
    } catch (IOException impossible) {
      throw new IllegalStateException("nothing is written anywhere", impossible);
    }
    return "sha256:" + HexFormat.of().formatHex(sum.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
