package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.cli.Cli;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One file, run on this machine and on a cluster. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SameFileIT {

  /** Outputs, an attempt that fails, steps side by side, one that is left out, gates, an end. */
  private static final String RELEASE =
      """
      stepDefaults: {image: IMAGE}
      release: {version: v1.2.0}
      parameters: [{name: fail, value: 'FAIL'}]
      phases:
        - name: build
          steps:
            - name: make
              run: {command: [sh, -c, 'printf ''{"coverage":"98.5"}'' > $PHASEROLLOUT_OUTPUTS']}
              outputs: [{name: coverage}]
              gates:
                - {name: coverage, output: {name: coverage}, successCondition: 'result >= 98.0'}
              rollback: {run: {command: [sh, -c, 'exit 0']}}
            - name: left
              dependsOn: [make]
              inputs: [{env: C, from: {step: make, output: coverage}}]
              run: {command: [sh, -c, 'test $C#$PHASEROLLOUT_ATTEMPT = 98.5#2']}
              retry: {limit: 1, backoff: {duration: 1s}}
              rollback: {run: {command: [sh, -c, 'exit 0']}}
            - {name: right, dependsOn: [make], run: {command: [sh, -c, 'exit 0']}}
            - {name: never, if: 'params.fail == "perhaps"', run: {command: [sh, -c, 'exit 0']}}
        - name: production
          steps:
            - {name: release, run: {command: [sh, -c, 'exit FAIL']}}
      finally:
        - {name: bye, run: {command: [sh, -c, 'exit 0']}}
      rollback: {onFailure: Automatic}
      """;

  /** What is of the moment or of the place; all else has to be the same. */
  private static final Set<String> OF_ITS_OWN =
      Set.of("jobUid", "uid", "time", "duration", "traceparent", "lastTransitionTime");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final PodCluster cluster;

  SameFileIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void a_release_that_succeeds_has_the_same_status() throws IOException {
    holds_for(RELEASE.replace("FAIL", "0"), "Succeeded");
  }

  @Test
  void a_release_that_fails_and_is_rolled_back_has_the_same_status() throws IOException {
    holds_for(RELEASE.replace("FAIL", "3"), "RolledBack");
  }

  private void holds_for(String spec, String state) throws IOException {
    try (Workplace place = Workplace.open(cluster, "same-file")) {
      place.apply("shop", spec);
      JsonNode local = locally(spec);
      JsonNode there = JSON.valueToTree(place.awaitState("shop", state));
      assertThat(told(there)).isEqualTo(told(local));
    }
  }

  private JsonNode locally(String spec) throws IOException {
    Path file = folder.resolve("rollout.yaml");
    Files.writeString(
        file,
        "apiVersion: phaserollout.dev/v1alpha1\nkind: PhaseRollout\nmetadata: {name: shop}\nspec:\n"
            + spec.replace("IMAGE", PodCluster.IMAGE).indent(2));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Cli.run(
        new String[] {"run", file.toString()},
        InputStream.nullInputStream(),
        out,
        out,
        System.getenv(),
        Clock.systemUTC());
    Path checkpoint = folder.resolve(".phaserollout/shop/checkpoint.json");
    assertThat(checkpoint).as(said.toString(StandardCharsets.UTF_8)).exists();
    return JSON.readTree(checkpoint.toFile()).at("/checkpoint/status");
  }

  /** Without moments and identities, and without the one sentence that says where a log is. */
  private static String told(JsonNode status) {
    return timeless(status).toPrettyString().replaceAll("; see [^\",;]+", "");
  }

  private static JsonNode timeless(JsonNode of) {
    if (of instanceof ObjectNode object) {
      for (Iterator<Map.Entry<String, JsonNode>> it = object.fields(); it.hasNext(); ) {
        String name = it.next().getKey();
        if (OF_ITS_OWN.contains(name) || name.endsWith("At") || name.endsWith("Since")) {
          it.remove();
        }
      }
    }
    of.forEach(SameFileIT::timeless);
    return of;
  }
}
