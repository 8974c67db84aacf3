package dev.phaserollout.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.phaserollout.api.Container;
import dev.phaserollout.api.Output;
import dev.phaserollout.api.Parameter;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a step: sha256 over a canonical form of all that determines its effect (design
 * section 5).
 *
 * <p>Counted in: what is run, with the inherited image, environment, account and pod template; the
 * release; every parameter, because any script may read {@code PARAM_*} unseen; deliverables,
 * commit point and declared outputs; the actual values of the inputs; the digests of what it
 * depends on. Left out: condition, description, time-outs, retry, resources, gates, rollback and
 * all that the operator adds.
 */
final class PlanDigest {

  /**
   * Form 1, since 0.1.0. A change of the canonical form gets a new number, else old checkpoints
   * would lie.
   */
  static final int FORM = 1;

  private static final ObjectWriter CANONICAL = canonicalForm().build().writer();

  private final Step step;
  private final Optional<Container> container;
  private final List<Map<String, Object>> templates;
  private final Map<String, Object> podSecurityContext;
  private final PhaseRolloutSpec spec;
  private @Nullable String written;

  PlanDigest(
      Step step,
      Optional<Container> container,
      List<Map<String, Object>> templates,
      Map<String, Object> podSecurityContext,
      PhaseRolloutSpec spec) {
    this.step = step;
    this.container = container;
    this.templates = templates;
    this.podSecurityContext = podSecurityContext;
    this.spec = spec;
  }

  /**
   * @param inputs values of the inputs by variable name
   * @param dependencies digests of the steps it depends on, by name
   */
  String of(SortedMap<String, String> inputs, SortedMap<String, String> dependencies) {
    SortedMap<String, Object> whole = new TreeMap<>();
    whole.put("dependencies", dependencies);
    whole.put("inputs", inputs);
    whole.put("written", whatIsWritten());
    return "sha256:" + sha256(canonical(whole));
  }

  private String whatIsWritten() {
    if (written == null) {
      written = sha256(canonical(contents()));
    }
    return written;
  }

  /**
   * What is empty is left out, so that a field added later does not change the digests of those who
   * do not use it.
   */
  private SortedMap<String, Object> contents() {
    SortedMap<String, Object> contents = new TreeMap<>();
    contents.put("form", FORM);
    contents.put("name", step.name());
    container.map(PlanDigest::effective).ifPresent(run -> contents.put("run", run));
    put(contents, "wait", step.pause());
    put(contents, "manual", step.manual());
    put(contents, "commit", step.commit());
    put(contents, "templates", templates);
    put(contents, "podSecurityContext", podSecurityContext);
    put(contents, "inputs", step.inputs());
    put(contents, "outputs", step.outputs().stream().map(Output::name).toList());
    put(contents, "deliverables", step.deliverables());
    put(contents, "release", PlanDefaults.releaseOf(spec));
    put(contents, "parameters", parameters());
    return contents;
  }

  private SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (Parameter parameter : spec.parameters()) {
      parameters.put(parameter.name(), parameter.value() == null ? "" : parameter.value());
    }
    return parameters;
  }

  private static void put(Map<String, Object> contents, String key, @Nullable Object value) {
    boolean empty =
        value == null
            || value.equals("")
            || (value instanceof Collection<?> list && list.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty());
    if (!empty) {
      contents.put(key, value);
    }
  }

  /** Resources change how fast a step is, not what it does. */
  private static Container effective(Container run) {
    return new Container(
        run.image(),
        run.command(),
        run.args(),
        run.env(),
        run.envFrom(),
        run.workingDir(),
        null,
        run.serviceAccountName());
  }

  /** JSON with sorted keys and without what is empty. */
  static JsonMapper.Builder canonicalForm() {
    return JsonMapper.builder()
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
  }

  static String canonical(Object value) {
    try {
      return CANONICAL.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("API records are always JSON", e);
    }
  }

  static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
