package dev.phaserollout.job;

import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container of the agent, as fields of a pod's container. Nothing of it is the user's: no
 * variable either, because an output of an earlier step can be one, and some variables make a JVM
 * run what they name.
 */
final class AgentContainer {

  /** Before the step. */
  static final String CHECKOUT = "checkout";

  /** After the step. */
  static final String FINISH = "finish";

  /** In a Job of its own. */
  static final String GIT = "git";

  private static final String ERRAND = "PHASEROLLOUT_ERRAND";

  private AgentContainer() {}

  static Map<String, Object> of(String name, Errand errand, AgentImage image) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("image", image.image());
    image.pullPolicy().ifPresent(policy -> fields.put("imagePullPolicy", policy));
    fields.put("args", args(errand));
    fields.put(
        "env",
        List.of(
            StepContainer.literal("HOME", AgentVolumes.HOME),
            StepContainer.literal(StepContainer.OUTPUTS, StepContainer.OUTPUTS_PATH),
            StepContainer.literal(ERRAND, ErrandText.details(errand))));
    if (!image.resources().isEmpty()) {
      fields.put("resources", image.resources());
    }
    fields.put("securityContext", restricted());
    fields.put("volumeMounts", mounts(errand));
    fields.put("terminationMessagePath", StepContainer.OUTPUTS_PATH);
    return fields;
  }

  /**
   * Whether the errand gets the signing key. A run is prepared with it too, so that a key that
   * cannot be read is found before the first step.
   */
  static boolean signs(Errand errand) {
    return !(errand instanceof Errand.Checkout || errand instanceof Errand.Inspect);
  }

  private static List<String> args(Errand errand) {
    List<String> args = new ArrayList<>(List.of("agent", ErrandText.word(errand)));
    args.addAll(List.of("--git-dir", AgentVolumes.GIT));
    if (errand instanceof Errand.Checkout) {
      args.addAll(List.of("--work-tree", AgentVolumes.NEW_TREE));
    } else if (errand instanceof Errand.Finish) {
      args.addAll(List.of("--work-tree", AgentVolumes.TREE));
    }
    if (AgentVolumes.credentials(errand.workspace()).isPresent()) {
      args.addAll(List.of("--credentials", AgentVolumes.CREDENTIALS));
    }
    if (signs(errand) && AgentVolumes.signing(errand.workspace()).isPresent()) {
      args.addAll(List.of("--signing", AgentVolumes.SIGNING));
    }
    return args;
  }

  private static List<Map<String, Object>> mounts(Errand errand) {
    List<Map<String, Object>> mounts =
        new ArrayList<>(AgentVolumes.ownMounts(errand.workspace(), signs(errand)));
    if (errand instanceof Errand.Checkout) {
      mounts.add(AgentVolumes.newTreeMount());
    } else if (errand instanceof Errand.Finish) {
      mounts.add(AgentVolumes.treeToRead());
    }
    return mounts;
  }

  private static Map<String, Object> restricted() {
    return Map.of(
        "allowPrivilegeEscalation",
        false,
        "readOnlyRootFilesystem",
        true,
        "capabilities",
        Map.of("drop", List.of("ALL")),
        "seccompProfile",
        Map.of("type", "RuntimeDefault"));
  }
}
