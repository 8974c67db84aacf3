package dev.phaserollout.kubelet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What kind of a node a test kubelet is.
 *
 * @param nodeName the name of its {@code Node}, unique in the cluster
 * @param nodeLabels what a pod's {@code nodeSelector} may ask for
 * @param namespaces whose pods it takes; those of others stay pending
 * @param missingImages images that cannot be pulled; all others are there
 * @param programs what an image runs whose container has no command; an image that is not named has
 *     nothing to run
 * @param instant whether every pod ends well at once and without a process, as one with {@link
 *     #INSTANT} does
 */
public record KubeletOptions(
    String nodeName,
    Map<String, String> nodeLabels,
    Predicate<String> namespaces,
    Set<String> missingImages,
    Map<String, List<String>> programs,
    boolean instant) {

  /**
   * Annotation of a pod that ends well at once, without a process: bound, then one write of its
   * status. The value is the termination message of the container {@code step}, or of the last one.
   */
  public static final String INSTANT = "kubelet.phaserollout.dev/instant";

  /**
   * Annotation of a pod: the name of a container that is killed as soon as it runs, and told of as
   * {@code OOMKilled}. A host process has no memory limit of its own.
   */
  public static final String OUT_OF_MEMORY = "kubelet.phaserollout.dev/out-of-memory";

  /** Copies what could change. */
  public KubeletOptions {
    nodeLabels = Map.copyOf(nodeLabels);
    missingImages = Set.copyOf(missingImages);
    programs = Map.copyOf(programs);
  }

  /** A node of a name that nobody else has, for all namespaces, on which all images are there. */
  public static KubeletOptions standard() {
    String name = "test-node-" + UUID.randomUUID().toString().substring(0, 8);
    return new KubeletOptions(name, Map.of(), namespace -> true, Set.of(), Map.of(), false);
  }

  /** Takes the pods of these namespaces only, asked anew for each pod. */
  public KubeletOptions forNamespaces(Predicate<String> taken) {
    return new KubeletOptions(nodeName, nodeLabels, taken, missingImages, programs, instant);
  }

  /** Cannot pull this image, too. */
  public KubeletOptions withoutImage(String image) {
    Set<String> more = new TreeSet<>(missingImages);
    more.add(image);
    return new KubeletOptions(nodeName, nodeLabels, namespaces, more, programs, instant);
  }

  /** Knows what this image runs: a program of this machine, with the container's arguments. */
  public KubeletOptions withProgram(String image, List<String> program) {
    Map<String, List<String>> more = new TreeMap<>(programs);
    more.put(image, List.copyOf(program));
    return new KubeletOptions(nodeName, nodeLabels, namespaces, missingImages, more, instant);
  }

  /** The node has this label, too. */
  public KubeletOptions withNodeLabel(String key, String value) {
    Map<String, String> more = new TreeMap<>(nodeLabels);
    more.put(key, value);
    return new KubeletOptions(nodeName, more, namespaces, missingImages, programs, instant);
  }

  /** Runs no process: every pod ends well at once. For benchmarks of whatever makes pods. */
  public KubeletOptions endingAtOnce() {
    return new KubeletOptions(nodeName, nodeLabels, namespaces, missingImages, programs, true);
  }
}
