package dev.phaserollout.job;

import dev.phaserollout.api.Container;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Role;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the engine asks for: the second attempt of a step, and what a test has otherwise. */
public final class Requests {

  public static final String NAME = "checkout-migrate-0a1b2c3d4e-2";
  public static final String UID = "0c7f1d3a-5d0e-4d57-9f0a-2f8f3f3f6a11";
  public static final String DIGEST = "sha256:" + "a1".repeat(32);

  public static final Attempt ATTEMPT =
      new Attempt(UID, 3, "staging", "migrate", Role.STEP, DIGEST, 2);

  public static final OwnerReference OWNER =
      new OwnerReferenceBuilder()
          .withApiVersion("phaserollout.dev/v1alpha1")
          .withKind("PhaseRollout")
          .withName("checkout")
          .withUid(UID)
          .withController(true)
          .withBlockOwnerDeletion(true)
          .build();

  /** What the operator says of the agent's containers. */
  public static final AgentImage AGENT =
      new AgentImage(
          "registry.example/phaserollout:1",
          Optional.of("IfNotPresent"),
          Map.of("limits", Map.of("memory", "512Mi")));

  /** What a request is without a container, such as for a revision that is lost. */
  static final String EMPTY = "{}";

  static final String PLAIN = "{image: shop/migrate:v2, command: [migrate, up]}";

  private Requests() {}

  /** Nothing but an image and a command. */
  public static JobRequest plain() {
    return of(PLAIN);
  }

  /** With that container and those partial templates, all as YAML. */
  static JobRequest of(String container, String... templates) {
    return of(container, "{}", environment(), templates);
  }

  /** With that pod-level security context as well. */
  static JobRequest of(
      String container, String security, Map<String, String> environment, String... templates) {
    return of(
        Yaml.read(Container.class, container),
        Yaml.fields(security),
        environment,
        Stream.of(templates).map(Yaml::fields).toList());
  }

  static JobRequest of(
      Container container,
      Map<String, Object> security,
      Map<String, String> environment,
      List<Map<String, Object>> templates) {
    return new JobRequest(
        NAME,
        ATTEMPT,
        "checkout",
        "shop",
        container,
        templates,
        security,
        environment,
        Duration.ofMinutes(5),
        Duration.ofMinutes(15));
  }

  /** The same attempt with the agent in its pod. */
  static JobRequest with(JobErrands errands, JobRequest request) {
    return new JobRequest(
        request.name(),
        request.attempt(),
        request.rolloutName(),
        request.namespace(),
        request.container(),
        request.templates(),
        request.podSecurityContext(),
        request.environment(),
        request.startTimeout(),
        request.timeout(),
        Optional.of(errands));
  }

  static Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PHASEROLLOUT_STEP", "migrate");
    environment.put("PARAM_REGION", "eu");
    environment.put("SCHEMA", "42");
    return environment;
  }
}
