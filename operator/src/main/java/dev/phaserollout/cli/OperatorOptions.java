package dev.phaserollout.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.phaserollout.controller.OperatorSettings.LeaseSettings;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.gate.ProviderFile;
import dev.phaserollout.gate.Providers;
import dev.phaserollout.job.AgentImage;
import dev.phaserollout.job.PodSecurity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of the operator, each as it was given on the command line or else in the environment,
 * where a chart gives it.
 */
record OperatorOptions(Map<String, String> env, String ownNamespace) {

  private static final int PORT = 8080;
  private static final int PORT_MAX = 65_535;
  private static final int THREADS = 32;
  private static final int THREADS_MAX = 1_000;

  /** What the build calls the image that it makes. */
  private static final String OWN_IMAGE = "localhost/phaserollout:";

  private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");

  private static final ObjectReader FIELDS =
      new ObjectMapper()
          .readerFor(new TypeReference<Map<String, Object>>() {})
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  Set<String> namespaces(List<String> given) {
    List<String> names =
        given.isEmpty()
            ? Arrays.asList(env.getOrDefault(variable("--namespaces"), "").split(",", -1))
            : given;
    Set<String> watched = new TreeSet<>();
    names.stream().map(String::strip).filter(Predicate.not(String::isEmpty)).forEach(watched::add);
    return watched;
  }

  Optional<LeaseSettings> lease(boolean wanted, @Nullable String name, @Nullable String namespace) {
    if (!wanted && !wantedByEnvironment()) {
      return Optional.empty();
    }
    String replica = env.getOrDefault("HOSTNAME", "phaserollout");
    return Optional.of(
        new LeaseSettings(
            given("--lease-namespace", namespace).orElse(ownNamespace),
            given("--lease-name", name).orElse("phaserollout-operator"),
            replica + "_" + ProcessHandle.current().pid()));
  }

  private boolean wantedByEnvironment() {
    String given = env.getOrDefault(variable("--leader-election"), "").strip();
    return switch (given) {
      case "true" -> true;
      case "false", "" -> false;
      default ->
          throw refused(
              "--leader-election", given, "true or false", "write one, or leave it out for false");
    };
  }

  int port(@Nullable String text) {
    return number("--port", text, PORT, 0, PORT_MAX);
  }

  int threads(@Nullable String text) {
    return number("--threads", text, THREADS, 1, THREADS_MAX);
  }

  PodSecurity podSecurity(@Nullable String text) {
    return object(
            "--pod-security-context",
            text,
            "a JSON object such as {\"runAsUser\":1000}, {} for none",
            "write the fields of a pod's securityContext")
        .map(PodSecurity::new)
        .orElse(PodSecurity.DEFAULT);
  }

  AgentImage agent(@Nullable String image, @Nullable String policy, @Nullable String resources) {
    Optional<String> pull = given("--agent-pull-policy", policy);
    pull.filter(Predicate.not(PULL_POLICIES::contains))
        .ifPresent(
            other -> {
              throw refused(
                  "--agent-pull-policy",
                  other,
                  String.join(", ", PULL_POLICIES),
                  "write one, or leave it out");
            });
    return new AgentImage(
        given("--agent-image", image).orElseGet(() -> OWN_IMAGE + Version.current()),
        pull,
        object(
                "--agent-resources",
                resources,
                "a JSON object such as {\"limits\":{\"memory\":\"512Mi\"}}, {} for none",
                "write the fields of a container's resources")
            .orElse(Map.of()));
  }

  private Optional<Map<String, Object>> object(
      String option, @Nullable String text, String expected, String mend) {
    Optional<String> json = given(option, text);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    try {
      Map<String, Object> fields = FIELDS.readValue(json.get());
      return Optional.of(Map.copyOf(fields));
    } catch (JsonProcessingException | NullPointerException unreadable) {
      throw refused(option, json.get(), expected, mend);
    }
  }

  Providers providers(@Nullable String file) {
    Optional<String> path = given("--providers", file);
    if (path.isEmpty()) {
      return Providers.none();
    }
    ProviderFile.Reading read = ProviderFile.read(Path.of(path.get()));
    if (!read.problems().isEmpty()) {
      String listed = read.problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
      throw new Refusal(Exit.USAGE, "--providers " + path.get() + ":\n" + listed);
    }
    return read.providers();
  }

  private int number(String option, @Nullable String text, int otherwise, int least, int most) {
    Optional<String> given = given(option, text);
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Answered below, as a number out of bounds is.
    }
    throw refused(
        option,
        given.get(),
        "a number from " + least + " to " + most,
        "write one, or leave the option out for " + otherwise);
  }

  private Optional<String> given(String option, @Nullable String value) {
    return Optional.ofNullable(value)
        .or(() -> Optional.ofNullable(env.get(variable(option))))
        .filter(Predicate.not(String::isBlank));
  }

  private static String variable(String option) {
    return "PHASEROLLOUT_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static Refusal refused(String option, String found, String expected, String mend) {
    return new Refusal(
        Exit.USAGE,
        option
            + " ("
            + variable(option)
            + "): found '"
            + found
            + "', expected "
            + expected
            + "; "
            + mend);
  }
}
