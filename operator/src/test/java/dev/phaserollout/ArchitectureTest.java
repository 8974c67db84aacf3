package dev.phaserollout;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Expressions;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.NearestName;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.engine.Role;
import dev.phaserollout.engine.TimeSpan;
import dev.phaserollout.engine.Trouble;
import dev.phaserollout.engine.Verdict;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may know whom, and what a package may not touch. Think long before you change a line of the
 * table: each arrow that is not there is a thing that can be understood alone.
 */
class ArchitectureTest {

  private static final String ROOT = "dev.phaserollout.";

  /** The classes beside the engine: never those of the tests, wherever the build puts them. */
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .importUrl(Engine.class.getProtectionDomain().getCodeSource().getLocation());

  /** Package → the packages that it may know; of the gate's view of the engine, see below. */
  private static final Map<String, List<String>> MAY_KNOW = mayKnow();

  private static Map<String, List<String>> mayKnow() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    table.put("api", List.of());
    table.put("errand", List.of("api"));
    table.put("engine", List.of("api", "errand"));
    table.put("gate", List.of("api", "engine"));
    table.put("job", List.of("api", "errand", "engine"));
    table.put("telemetry", List.of("api"));
    table.put("agent", List.of("api", "errand"));
    table.put("controller", List.of("api", "engine", "gate", "job", "telemetry"));
    table.put("view", List.of("api"));
    table.put("lint", List.of("api", "engine", "gate"));
    table.put("local", List.of("api", "errand", "engine", "gate", "job", "agent"));
    table.put(
        "cli",
        List.of(
            "api",
            "errand",
            "engine",
            "gate",
            "job",
            "telemetry",
            "agent",
            "controller",
            "lint",
            "view",
            "local"));
    return table;
  }

  static Stream<String> packages() {
    return MAY_KNOW.keySet().stream();
  }

  @Test
  void every_class_lives_in_a_package_of_the_table() {
    Set<String> homeless = new TreeSet<>();
    for (JavaClass found : PRODUCT) {
      String inside = found.getPackageName().substring("dev.phaserollout".length());
      String name = inside.isEmpty() ? "" : inside.substring(1).split("\\.", 2)[0];
      if (!MAY_KNOW.containsKey(name)) {
        homeless.add(found.getName());
      }
    }
    assertThat(homeless).as("classes in a package that the table does not know").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_package_knows_only_those_of_its_line_in_the_table(String name) {
    String[] others =
        MAY_KNOW.keySet().stream()
            .filter(other -> !other.equals(name) && !MAY_KNOW.get(name).contains(other))
            .map(other -> ROOT + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that(resideInAPackage(ROOT + name + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(others))
        .because(name + " may know " + MAY_KNOW.get(name) + " and no other package of ours")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("dev.phaserollout.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void gate_knows_of_the_engine_nothing_but_conditions_measurements_and_words() {
    noClasses()
        .that(resideInAPackage(ROOT + "gate.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "engine..")
                .and(outside(Expressions.class.getName()))
                .and(outside(MeasurementRequest.class.getName()))
                .and(outside(Measurement.class.getName()))
                .and(outside(Verdict.class.getName()))
                // lengths of time, faults and names that were nearly right, as users know them
                .and(outside(TimeSpan.class.getName()))
                .and(outside(Problem.class.getName()))
                .and(outside(NearestName.class.getName())))
        .because("a gate turns requests into measurements, and never decides what follows")
        .check(PRODUCT);
  }

  @Test
  void job_knows_of_the_engine_only_what_an_attempt_is_and_how_it_is_seen() {
    noClasses()
        .that(resideInAPackage(ROOT + "job.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "engine..")
                .and(outside(JobRequest.class.getName()))
                .and(outside(JobErrands.class.getName()))
                .and(outside(JobSighting.class.getName()))
                .and(outside(AttemptOutcome.class.getName()))
                .and(outside(Attempt.class.getName()))
                .and(outside(Role.class.getName()))
                .and(outside(Trouble.class.getName())))
        .because("job is the way from a request to a Job and from a Job to a sighting")
        .check(PRODUCT);
  }

  @Test
  void the_engine_touches_no_file_no_network_and_no_thread() {
    noClasses()
        .that(resideInAPackage(ROOT + "engine.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.io",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.util.concurrent..",
                    "java.util.random..")
                .or(named("java.lang.Thread", "java.lang.Runtime", "java.lang.ProcessBuilder"))
                .or(named("java.util.Timer", "java.util.Random", "java.util.SplittableRandom"))
                .or(named("java.security.SecureRandom")))
        .because("all that the engine wants of the world goes out as an Effect")
        .check(PRODUCT);
  }

  @Test
  void the_engine_has_no_clock_no_chance_and_no_environment() {
    noClasses()
        .that(resideInAPackage(ROOT + "engine.."))
        .should()
        .dependOnClassesThat(named("java.time.Clock", "java.time.InstantSource"))
        .orShould()
        .accessTargetWhere(callOf("java.time", "now"))
        .orShould()
        .accessTargetWhere(callOf("java.lang.Math", "random"))
        .orShould()
        .accessTargetWhere(callOf("java.util.UUID", "randomUUID"))
        .orShould()
        .accessTargetWhere(callOf("java.util.Collections", "shuffle"))
        .orShould()
        .accessTargetWhere(
            callOf(
                "java.lang.System",
                "currentTimeMillis",
                "nanoTime",
                "getenv",
                "getProperty",
                "lineSeparator"))
        .orShould()
        .accessTargetWhere(callOf("java.util", "parallelStream"))
        .orShould()
        .accessTargetWhere(callOf("java.util.stream", "parallel"))
        .because("the time is an argument, and the same observation always gives the same decision")
        .check(PRODUCT);
  }

  @Test
  void the_engine_knows_neither_a_cluster_client_nor_a_language_of_conditions() {
    noClasses()
        .that(resideInAPackage(ROOT + "engine.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "dev.cel.."))
        .because("it drives the laptop too, and conditions come through Expressions")
        .check(PRODUCT);
  }

  @Test
  void only_gate_speaks_cel() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "gate..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.cel.."))
        .because("conditions are untrusted, and their limits are kept in one place")
        .check(PRODUCT);
  }

  @Test
  void only_agent_speaks_git_and_holds_keys() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "agent..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.eclipse.jgit..", "org.apache.sshd..", "org.bouncycastle.."))
        .because("credentials are handed around in one place")
        .check(PRODUCT);
  }

  @Test
  void the_agent_starts_no_process() {
    noClasses()
        .that(resideInAPackage(ROOT + "agent.."))
        .should()
        .dependOnClassesThat(named("java.lang.ProcessBuilder", "java.lang.Process"))
        .orShould()
        .accessTargetWhere(callOf("java.lang.Runtime", "exec"))
        .because("whatever it started could be named by a step")
        .check(PRODUCT);
  }

  @Test
  void what_api_shows_is_data_or_says_what_data_may_be() {
    classes()
        .that(resideInAPackage(ROOT + "api"))
        .and()
        .arePublic()
        .and()
        .areNotAnnotations()
        .should()
        .beRecords()
        .orShould()
        .beEnums()
        .orShould()
        .beAssignableTo(CustomResource.class)
        .orShould()
        .be(StateWord.class)
        .because(
            "api is the schema, open-ended words included; what is done with it lives elsewhere")
        .check(PRODUCT);
  }

  @Test
  void api_depends_on_the_language_on_jackson_and_on_fabric8s_model() {
    classes()
        .that(resideInAPackage(ROOT + "api.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    ROOT + "api..",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.util.regex",
                    "java.time",
                    "com.fasterxml.jackson..",
                    "io.fabric8.kubernetes.api.model..",
                    "io.fabric8.kubernetes.model..",
                    "io.fabric8.generator..",
                    "io.fabric8.crd..",
                    "io.fabric8.crdv2..",
                    "org.jspecify..")
                .or(named("java.io.IOException", CustomResource.class.getName()))
                // the ids of spans are hashes
                .or(named("java.security.MessageDigest", "java.nio.charset.StandardCharsets"))
                .or(named("java.security.NoSuchAlgorithmException", "java.nio.charset.Charset")))
        .because("api is the schema; what is done with it lives elsewhere")
        .check(PRODUCT);
  }

  @Test
  void only_the_door_and_the_screen_know_the_process_streams() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "cli..", ROOT + "local..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .because("the program is a function, and its streams are arguments")
        .check(PRODUCT);
  }

  @Test
  void only_main_ends_the_jvm_and_nothing_prints_a_stack_trace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "cli.Main")
        .should()
        .accessTargetWhere(callOf("java.lang.System", "exit"))
        .orShould()
        .accessTargetWhere(callOf("java.lang.Runtime", "exit", "halt"))
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .because("a user gets a message, and a caller gets an Exit")
        .check(PRODUCT);
  }

  /** A call whose owner is the class, or lives in the package, of that name. */
  private static DescribedPredicate<JavaAccess<?>> callOf(String owner, String... methods) {
    Set<String> names = Set.of(methods);
    return DescribedPredicate.describe(
        "call of " + owner + "." + String.join("/", new TreeSet<>(names)),
        call ->
            names.contains(call.getName())
                && (call.getTargetOwner().getName().equals(owner)
                    || call.getTargetOwner().getPackageName().equals(owner)));
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    Set<String> set = Set.of(names);
    return DescribedPredicate.describe(
        String.join(", ", new TreeSet<>(set)), type -> set.contains(type.getName()));
  }

  private static DescribedPredicate<JavaClass> outside(String topLevel) {
    return DescribedPredicate.describe(
        "outside of " + topLevel,
        type -> !type.getName().equals(topLevel) && !type.getName().startsWith(topLevel + "$"));
  }
}
