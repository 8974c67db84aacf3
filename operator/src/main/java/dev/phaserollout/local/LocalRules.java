package dev.phaserollout.local;

import dev.phaserollout.api.Approval;
import dev.phaserollout.api.Container;
import dev.phaserollout.api.EnvFrom;
import dev.phaserollout.api.EnvVar;
import dev.phaserollout.api.EnvVarSource;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.JobSource;
import dev.phaserollout.api.ObjectRef;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepDefaults;
import dev.phaserollout.engine.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a spec can mean without a cluster. What would silently mean something else is refused; what
 * has no meaning on a host (image, resources, account) is named once and goes without.
 */
public final class LocalRules {

  private final EnvFile envFile;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> ignored = new TreeSet<>();

  private LocalRules(EnvFile envFile) {
    this.envFile = envFile;
  }

  /**
   * The verdict on a spec.
   *
   * @param problems what cannot be meant locally, all of it, in the order of the file
   * @param ignored fields that are present and have no meaning here, in alphabetical order
   */
  public record Verdict(List<Problem> problems, List<String> ignored) {}

  /** Judges a spec that is valid for a cluster. */
  public static Verdict judge(PhaseRolloutSpec spec, EnvFile envFile) {
    LocalRules rules = new LocalRules(envFile);
    rules.otherRollouts(spec);
    if (spec.stepDefaults() != null) {
      rules.defaults("spec.stepDefaults", spec.stepDefaults());
    }
    for (int p = 0; p < spec.phases().size(); p++) {
      Phase phase = spec.phases().get(p);
      rules.approval("spec.phases[" + p + "].approval", phase.approval());
      String at = "spec.phases[" + p + "]";
      rules.gates(at + ".entryGates", phase.entryGates());
      rules.steps(at + ".steps", phase.steps());
      rules.gates(at + ".guardrails", phase.guardrails());
      rules.gates(at + ".gates", phase.gates());
    }
    rules.steps("spec.finally", spec.finallySteps());
    return new Verdict(List.copyOf(rules.problems), List.copyOf(rules.ignored));
  }

  /**
   * On a cluster its admission policy knows who has answered; here people only say who they are.
   */
  private void approval(String field, @Nullable Approval approval) {
    if (approval != null && Boolean.TRUE.equals(approval.requireVerifiedIdentity())) {
      refuse(
          field + ".requireVerifiedIdentity",
          "true",
          "false: nobody proves who they are at a terminal, so no answer here would ever count",
          "take it away for local runs, or run this rollout on a cluster");
    }
  }

  private void otherRollouts(PhaseRolloutSpec spec) {
    String mend = "take it away for local runs, or run this rollout on a cluster";
    if (!spec.dependsOn().isEmpty()) {
      refuse(
          "spec.dependsOn",
          spec.dependsOn().get(0).name(),
          "no other rollouts: a local run knows of none but itself",
          mend);
    }
    if (spec.concurrencyGroup() != null) {
      refuse(
          "spec.concurrencyGroup",
          spec.concurrencyGroup(),
          "no group: a local run knows of no other rollout that could be in it",
          mend);
    }
  }

  private void defaults(String field, StepDefaults defaults) {
    variables(field + ".env", defaults.env());
    if (!defaults.template().isEmpty()) {
      refuseTemplate(field + ".template");
    }
    if (!defaults.securityContext().isEmpty()) {
      refuse(
          field + ".securityContext",
          "a security context",
          "none: here a step runs as the user who started the run, with all that user's rights",
          "remove it for local runs, or run this rollout on a cluster");
    }
    ignore("image", defaults.image());
    ignore("resources", defaults.resources());
    ignore("serviceAccountName", defaults.serviceAccountName());
  }

  private void steps(String field, List<Step> steps) {
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      String at = field + "[" + s + "]";
      if (step.run() != null) {
        container(at + ".run", step.run());
      }
      gates(at + ".gates", step.gates());
      if (!step.template().isEmpty()) {
        refuseTemplate(at + ".template");
      }
      if (step.rollback() != null) {
        container(at + ".rollback.run", step.rollback().run());
      }
    }
  }

  private void gates(String field, List<Gate> gates) {
    for (int g = 0; g < gates.size(); g++) {
      if (gates.get(g).resource() != null) {
        refuse(
            field + "[" + g + "].resource",
            "a Kubernetes object",
            "something that is known here: there is no cluster",
            "remove it for local runs, or run this rollout on a cluster");
      }
      JobSource job = gates.get(g).job();
      if (job != null) {
        container(field + "[" + g + "].job.run", job.run());
        if (!job.template().isEmpty()) {
          refuseTemplate(field + "[" + g + "].job.template");
        }
      }
    }
  }

  private void container(String field, Container container) {
    if (container.command().isEmpty()) {
      refuse(
          field + ".command",
          "",
          "a command: a local run does not start the image, so its entry point is not known",
          "write out what the image runs, such as command: [sh, -c, make deploy]");
    }
    variables(field + ".env", container.env());
    for (int i = 0; i < container.envFrom().size(); i++) {
      variablesFrom(field + ".envFrom[" + i + "]", container.envFrom().get(i));
    }
    String directory = container.workingDir();
    if (directory != null && leavesItsRoot(directory)) {
      refuse(
          field + ".workingDir",
          directory,
          "a path below the rollout's folder",
          "write it relative to the folder of the rollout's file, such as services/api");
    }
    ignore("image", container.image());
    ignore("resources", container.resources());
    ignore("serviceAccountName", container.serviceAccountName());
  }

  private static boolean leavesItsRoot(String directory) {
    Path path = Path.of(directory);
    return path.isAbsolute() || path.normalize().startsWith("..");
  }

  private void variables(String field, List<EnvVar> variables) {
    for (int i = 0; i < variables.size(); i++) {
      EnvVar variable = variables.get(i);
      EnvVarSource source = variable.valueFrom();
      if (source != null && !envFile.values().containsKey(variable.name()) && !optional(source)) {
        refuse(
            field + "[" + i + "].valueFrom",
            describe(source),
            "a value that is known here: Secrets and ConfigMaps live on the cluster",
            "give it in a file with --env-file, as a line " + variable.name() + "=…");
      }
    }
  }

  private static boolean optional(EnvVarSource source) {
    return (source.secretKeyRef() == null || Boolean.TRUE.equals(source.secretKeyRef().optional()))
        && (source.configMapKeyRef() == null
            || Boolean.TRUE.equals(source.configMapKeyRef().optional()));
  }

  private static String describe(EnvVarSource source) {
    if (source.secretKeyRef() != null) {
      return "Secret " + source.secretKeyRef().name() + ", key " + source.secretKeyRef().key();
    }
    if (source.configMapKeyRef() != null) {
      return "ConfigMap "
          + source.configMapKeyRef().name()
          + ", key "
          + source.configMapKeyRef().key();
    }
    return "";
  }

  private void variablesFrom(String field, EnvFrom from) {
    ObjectRef secret = from.secretRef();
    ObjectRef object = secret == null ? from.configMapRef() : secret;
    if (object == null || Boolean.TRUE.equals(object.optional()) || !envFile.values().isEmpty()) {
      return;
    }
    refuse(
        field,
        (secret == null ? "ConfigMap " : "Secret ") + object.name(),
        "variables that are known here: Secrets and ConfigMaps live on the cluster",
        "give them in a file with --env-file, as lines of NAME=value");
  }

  private void refuseTemplate(String field) {
    refuse(
        field,
        "a pod template",
        "none: here a step is a process and has no pod",
        "remove it for local runs, or run this rollout on a cluster");
  }

  private void refuse(String field, String value, String expected, String mend) {
    problems.add(Problem.of(field, value, expected, mend));
  }

  private void ignore(String field, @Nullable Object value) {
    if (value != null) {
      ignored.add(field);
    }
  }
}
