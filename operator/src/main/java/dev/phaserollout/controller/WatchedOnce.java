package dev.phaserollout.controller;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a watch event in one go, and of its object only what {@link TrimmedObjects} keeps. The
 * client's own way reads every event into a tree and the tree into an object, and that was a third
 * of the operator's processor time: a Job has some six events, a pod some five.
 *
 * <p>Only for a client that watches Jobs and pods for the caches: all that is left out of an event
 * is missing for every watch of it. Lists and answers to requests are read whole.
 */
public final class WatchedOnce extends KubernetesSerialization {

  private final ObjectMapper events;

  /** For {@code KubernetesClientBuilder.withKubernetesSerialization}. */
  public WatchedOnce() {
    this(new ObjectMapper());
  }

  private WatchedOnce(ObjectMapper mapper) {
    super(mapper, true);
    registerKubernetesResource(PhaseRollout.class); // what is not known is read by the detour
    registerKubernetesResource(PhaseApproval.class);
    this.events =
        mapper
            .copy()
            .addMixIn(ObjectMeta.class, WithoutManagedFields.class)
            .addMixIn(JobSpec.class, OfJobSpec.class)
            .addMixIn(PodSpec.class, OfPodSpec.class)
            .addMixIn(Container.class, OfContainer.class);
  }

  @Override
  public <T> T unmarshal(String text, Class<T> type) {
    return type == WatchEvent.class
        ? event(text).map(type::cast).orElseGet(() -> super.unmarshal(text, type))
        : super.unmarshal(text, type);
  }

  /** Empty for what an API server does not write this way, which is left to the client. */
  private Optional<WatchEvent> event(String text) {
    // Names of fields are found faster in bytes.
    byte[] utf8 = ManagedFields.cutOutOf(text.getBytes(StandardCharsets.UTF_8));
    try (JsonParser head = events.createParser(utf8);
        JsonParser body = events.createParser(utf8)) {
      boolean begins = toObject(head).isPresent();
      Optional<Class<? extends KubernetesResource>> kind = begins ? kind(head) : Optional.empty();
      Optional<String> type = toObject(body);
      if (kind.isEmpty() || type.isEmpty()) {
        return Optional.empty();
      }
      WatchEvent event = new WatchEvent();
      event.setType(type.orElseThrow());
      event.setObject(events.readValue(body, kind.orElseThrow()));
      return Optional.of(event);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Goes to where the object begins; the type of the event, which stands before it. */
  private static Optional<String> toObject(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT || !"type".equals(parser.nextFieldName())) {
      return Optional.empty();
    }
    Optional<String> type = Optional.ofNullable(parser.nextTextValue());
    return "object".equals(parser.nextFieldName()) && parser.nextToken() == JsonToken.START_OBJECT
        ? type
        : Optional.empty();
  }

  /** The class for an object that begins with kind and apiVersion, in either order. */
  private Optional<Class<? extends KubernetesResource>> kind(JsonParser parser) throws IOException {
    String first = parser.nextFieldName();
    String one = parser.nextTextValue();
    String second = parser.nextFieldName();
    String other = parser.nextTextValue();
    if ("kind".equals(first) && "apiVersion".equals(second)) {
      return Optional.ofNullable(getRegisteredKubernetesResource(other, one));
    }
    return "apiVersion".equals(first) && "kind".equals(second)
        ? Optional.ofNullable(getRegisteredKubernetesResource(one, other))
        : Optional.empty();
  }

  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}

  @JsonIncludeProperties("suspend")
  private interface OfJobSpec {}

  @JsonIncludeProperties({"nodeName", "containers", "initContainers"})
  private interface OfPodSpec {}

  @JsonIncludeProperties({"name", "resources", "restartPolicy"})
  private interface OfContainer {}
}
