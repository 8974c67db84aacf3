package dev.phaserollout.job;

import dev.phaserollout.api.GitSigning;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.SecretRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The volumes of a pod with an agent: the working tree, which the step shares with it, and those
 * that are its own.
 */
final class AgentVolumes {

  /** Where the working tree is, in every container that has it after the checkout. */
  static final String TREE = "/workspace";

  /**
   * The folder of its volume that is the tree. That of the volume is root's, and Git refuses to
   * work in a folder of another user; this one the checkout makes. It is mounted by itself, so that
   * a step can put no link in its place.
   */
  static final String TREE_FOLDER = "tree";

  /** Where the checkout, which has all of the volume, makes it. */
  static final String NEW_TREE = TREE + "/" + TREE_FOLDER;

  static final String TREE_VOLUME = "phaserollout-workspace";

  private static final String OWN_VOLUME = "phaserollout-agent";
  private static final String CREDENTIALS_VOLUME = "phaserollout-credentials";
  private static final String SIGNING_VOLUME = "phaserollout-signing";

  /** What only the agent may mount. */
  static final Set<String> AGENTS_OWN = Set.of(OWN_VOLUME, CREDENTIALS_VOLUME, SIGNING_VOLUME);

  /** The only place that an agent can write to, beside the working tree. */
  private static final String OWN = "/var/lib/phaserollout";

  static final String HOME = OWN + "/home";
  static final String GIT = OWN + "/git";
  static final String CREDENTIALS = "/etc/phaserollout/credentials";
  static final String SIGNING = "/etc/phaserollout/signing";

  private AgentVolumes() {}

  /** The volumes that an agent needs for a workspace, the working tree left out. */
  static List<Map<String, Object>> own(GitWorkspace workspace, boolean signs) {
    List<Map<String, Object>> volumes = new ArrayList<>();
    volumes.add(emptyDir(OWN_VOLUME));
    credentials(workspace).ifPresent(secret -> volumes.add(secret(CREDENTIALS_VOLUME, secret)));
    signing(workspace)
        .filter(secret -> signs)
        .ifPresent(secret -> volumes.add(secret(SIGNING_VOLUME, secret)));
    return volumes;
  }

  static Map<String, Object> tree() {
    return emptyDir(TREE_VOLUME);
  }

  /** The mounts of those volumes in an agent's container. */
  static List<Map<String, Object>> ownMounts(GitWorkspace workspace, boolean signs) {
    List<Map<String, Object>> mounts = new ArrayList<>();
    mounts.add(Map.of("name", OWN_VOLUME, "mountPath", OWN));
    if (credentials(workspace).isPresent()) {
      mounts.add(readOnly(CREDENTIALS_VOLUME, CREDENTIALS));
    }
    if (signs && signing(workspace).isPresent()) {
      mounts.add(readOnly(SIGNING_VOLUME, SIGNING));
    }
    return mounts;
  }

  private static Map<String, Object> readOnly(String volume, String path) {
    return Map.of("name", volume, "mountPath", path, "readOnly", true);
  }

  /** All of the tree's volume, for the checkout. */
  static Map<String, Object> newTreeMount() {
    return Map.of("name", TREE_VOLUME, "mountPath", TREE);
  }

  /** The tree, once the checkout has made it. */
  static Map<String, Object> treeMount() {
    return Map.of("name", TREE_VOLUME, "mountPath", TREE, "subPath", TREE_FOLDER);
  }

  /** The same for who only looks at it. */
  static Map<String, Object> treeToRead() {
    return Map.of("name", TREE_VOLUME, "mountPath", TREE, "subPath", TREE_FOLDER, "readOnly", true);
  }

  /** The Secrets of a workspace, which no step may see. */
  static Set<String> secrets(GitWorkspace workspace) {
    Set<String> names = new TreeSet<>();
    Stream.of(credentials(workspace), signing(workspace))
        .flatMap(Optional::stream)
        .forEach(names::add);
    return names;
  }

  static Optional<String> credentials(GitWorkspace workspace) {
    return Optional.ofNullable(workspace.credentialsSecretRef()).map(SecretRef::name);
  }

  static Optional<String> signing(GitWorkspace workspace) {
    return Optional.ofNullable(workspace.signing()).map(GitSigning::secretRef).map(SecretRef::name);
  }

  private static Map<String, Object> emptyDir(String name) {
    return Map.of("name", name, "emptyDir", Map.of());
  }

  /** Readable for whoever the container runs as: a cluster may assign its user. */
  private static Map<String, Object> secret(String volume, String secret) {
    return Map.of("name", volume, "secret", Map.of("secretName", secret, "defaultMode", 0444));
  }
}
