package dev.phaserollout.benchmark.cluster;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A rollout of steps in a row, each a Job that ends at once. */
final class Chain {

  /** As many steps as the CRD lets a phase have. */
  private static final int PHASE_MAX = 25;

  private Chain() {}

  static String name(int number) {
    return "chain-" + number;
  }

  static String step(int number) {
    return "s" + number;
  }

  /** The number of a step's name. */
  static int number(String step) {
    return Integer.parseInt(step.substring(1));
  }

  static PhaseRollout of(String namespace, int number, int steps) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: phaserollout.dev/v1alpha1
            kind: PhaseRollout
            metadata: {name: NAME, namespace: NAMESPACE}
            spec:
              stepDefaults: {image: "example.invalid/nothing:1"}
              phases:
            """);
    for (int step = 0; step < steps; step++) {
      if (step % PHASE_MAX == 0) {
        yaml.append("    - name: p").append(step / PHASE_MAX).append("\n      steps:\n");
      }
      yaml.append("        - {name: ").append(step(step)).append(", run: {command: [x]}}\n");
    }
    return Serialization.unmarshal(
        yaml.toString().replace("NAMESPACE", namespace).replace("NAME", name(number)),
        PhaseRollout.class);
  }
}
