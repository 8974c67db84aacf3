package dev.phaserollout.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.FailureReason;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errands as they are handed to the program: a word, and its details as JSON. */
public final class ErrandReader {

  private static final Map<String, Class<? extends Errand>> KINDS =
      Map.of(
          "prepare", Errand.Prepare.class,
          "checkout", Errand.Checkout.class,
          "finish", Errand.Finish.class,
          "inspect", Errand.Inspect.class,
          "advance", Errand.Advance.class,
          "revert", Errand.Revert.class,
          "complete", Errand.Complete.class);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private ErrandReader() {}

  /**
   * The errand of that word.
   *
   * @param word such as {@code finish}
   * @param json an object with the components of its record in {@link Errand}
   */
  public static Errand read(String word, String json) {
    Class<? extends Errand> kind = KINDS.get(word.toLowerCase(Locale.ROOT));
    if (kind == null) {
      throw refused("'" + word + "'", "one of " + String.join(", ", words()), "write one of them");
    }
    try {
      return whole(JSON.readValue(json, kind), kind);
    } catch (JsonProcessingException unreadable) {
      throw refused(
          "what cannot be read (" + unreadable.getOriginalMessage() + ")",
          "a JSON object with " + components(kind),
          "hand over what the operator of the same version writes");
    }
  }

  /** The words of all errands, in alphabetical order. */
  public static List<String> words() {
    return KINDS.keySet().stream().sorted().toList();
  }

  /** Jackson leaves null where a component is absent; only those that may be absent stay so. */
  private static Errand whole(Errand errand, Class<? extends Errand> kind) {
    List<String> absent =
        Arrays.stream(kind.getRecordComponents())
            .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
            .filter(component -> isNull(errand, component))
            .map(RecordComponent::getName)
            .toList();
    if (!absent.isEmpty()) {
      throw refused(
          "no " + String.join(", no ", absent),
          "a JSON object with " + components(kind),
          "hand over what the operator of the same version writes");
    }
    return errand;
  }

  private static boolean isNull(Errand errand, RecordComponent component) {
    try {
      return component.getAccessor().invoke(errand) == null;
    } catch (ReflectiveOperationException everyComponentIsPublic) {
      throw new IllegalStateException(everyComponentIsPublic);
    }
  }

  private static String components(Class<? extends Errand> kind) {
    return Arrays.stream(kind.getRecordComponents())
        .map(RecordComponent::getName)
        .toList()
        .toString();
  }

  private static AgentFailure refused(String found, String expected, String mend) {
    return AgentFailure.lasting(
        FailureReason.InvalidErrand,
        "errand: found " + found + ", expected " + expected + "; " + mend);
  }
}
