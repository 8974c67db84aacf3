package dev.phaserollout.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a word that this version does not know as the constant {@code Unknown}.
 *
 * <p>The API server holds spec to the enums of its CRD, and that CRD may be newer than the operator
 * that reads. An informer ends its process over an object that it cannot read, so one rollout could
 * otherwise take all others down. It is a constant and not an absent value because absent means
 * "the default": preflight refuses {@code Unknown}.
 */
final class OpenEnum extends JsonDeserializer<Enum<?>> implements ContextualDeserializer {

  private final Class<?> type;

  /** For Jackson, which asks for the contextual one before it reads. */
  OpenEnum() {
    this(Enum.class);
  }

  private OpenEnum(Class<?> type) {
    this.type = type;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    return new OpenEnum(context.getContextualType().getRawClass());
  }

  @Override
  public Enum<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String word = parser.getValueAsString("");
    Enum<?> unknown = null;
    for (Object constant : type.getEnumConstants()) {
      Enum<?> candidate = (Enum<?>) constant;
      if (candidate.name().equals(word)) {
        return candidate;
      }
      if (candidate.name().equals("Unknown")) {
        unknown = candidate;
      }
    }
    if (unknown == null) {
      throw new IllegalStateException(type.getName() + " has no constant Unknown");
    }
    return unknown;
  }
}
