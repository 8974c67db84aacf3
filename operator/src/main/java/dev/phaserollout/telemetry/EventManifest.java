package dev.phaserollout.telemetry;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** The object of {@code events.k8s.io/v1} that tells an event; pure. */
public final class EventManifest {

  /** Who reports: what {@code kubectl describe} shows as the source of an event. */
  public static final String CONTROLLER = "phaserollout.dev/operator";

  private static final int INSTANCE_MAX = 128;
  private static final int NAME_HASH_DIGITS = 16;
  private static final int VERSION_DIGITS = 14;
  private static final int ORDER_DIGITS = 3;
  private static final int ORDER_MAX = 0xfff;

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EventManifest() {}

  /**
   * The event to create. Its name follows from the rollout and from what is told, so that whoever
   * tells the same thing again is answered with {@code AlreadyExists}.
   *
   * @param regarding the rollout as the API server has stored it
   * @param instance which process reports, such as the name of its pod
   */
  public static Event of(PhaseRollout regarding, RolloutEvent event, String instance) {
    ObjectMeta meta = regarding.getMetadata();
    return new EventBuilder()
        .withNewMetadata()
        .withName(name(meta, event))
        .withNamespace(meta.getNamespace())
        .endMetadata()
        .withEventTime(time(event.at()))
        .withType(event.type().word())
        .withReason(event.reason())
        .withAction(event.action())
        .withNote(event.note())
        .withReportingController(CONTROLLER)
        .withReportingInstance(NoteText.bounded(instance, INSTANCE_MAX))
        .withNewRegarding()
        .withApiVersion(regarding.getApiVersion())
        .withKind(regarding.getKind())
        .withName(meta.getName())
        .withNamespace(meta.getNamespace())
        .withUid(meta.getUid())
        .withResourceVersion(meta.getResourceVersion())
        .endRegarding()
        .build();
  }

  private static MicroTime time(Instant at) {
    return new MicroTime(MICROS.format(at));
  }

  /**
   * Events of one rollout sort by name as they happened: {@code kubectl describe} shows events of
   * this API in that order, since they have no time that it looks at.
   */
  private static String place(ObjectMeta rollout, RolloutEvent event) {
    String version = StatusWords.orEmpty(rollout.getResourceVersion());
    long number = version.matches("\\d{1,18}") ? Long.parseLong(version) : 0;
    return HexFormat.of().toHexDigits(number, VERSION_DIGITS)
        + HexFormat.of().toHexDigits(Math.min(event.order(), ORDER_MAX), ORDER_DIGITS);
  }

  private static String name(ObjectMeta rollout, RolloutEvent event) {
    String told = rollout.getUid() + "\n" + event.identity();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(hash).substring(0, NAME_HASH_DIGITS);
      return rollout.getName() + "." + place(rollout, event) + "-" + hex;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
