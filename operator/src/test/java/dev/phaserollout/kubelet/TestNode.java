package dev.phaserollout.kubelet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Optional;

/** The {@code Node} object of a test kubelet, and the part of a scheduler that knows this node. */
final class TestNode {
  private static final Map<String, Quantity> SIZE =
      Map.of(
          "cpu", new Quantity("1000"),
          "memory", new Quantity("1000Gi"),
          "pods", new Quantity("100000"));

  private final KubernetesClient client;
  private final KubeletOptions options;
  private volatile boolean cordoned;

  TestNode(KubernetesClient client, KubeletOptions options) {
    this.client = client;
    this.options = options;
  }

  /**
   * Creates it.
   *
   * @param logs the port at which the API server asks for logs
   */
  void register(int logs) {
    Node node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(options.nodeName())
            .withLabels(options.nodeLabels())
            .addToLabels("kubernetes.io/hostname", options.nodeName())
            .endMetadata()
            .withNewStatus()
            .withCapacity(SIZE)
            .withAllocatable(SIZE)
            .addNewAddress(PodAddress.HOST, "InternalIP")
            .withNewDaemonEndpoints()
            .withNewKubeletEndpoint(logs)
            .endDaemonEndpoints()
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withReason("KubeletReady")
            .withMessage("the test kubelet is at work")
            .endCondition()
            .endStatus()
            .build();
    client.resource(node).create();
  }

  void remove() {
    client.nodes().withName(options.nodeName()).delete();
  }

  void cordon(boolean on) {
    cordoned = on;
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("spec").put("unschedulable", on);
    client
        .nodes()
        .withName(options.nodeName())
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch.toString());
  }

  /** Why a pod cannot be placed here, in the words of a scheduler that has this node alone. */
  Optional<String> refusal(Pod pod) {
    if (cordoned) {
      return Optional.of(none("were unschedulable"));
    }
    Map<String, String> wanted = pod.getSpec().getNodeSelector();
    if (wanted != null && !options.nodeLabels().entrySet().containsAll(wanted.entrySet())) {
      return Optional.of(none("didn't match Pod's node affinity/selector"));
    }
    return Optional.empty();
  }

  private static String none(String why) {
    return "0/1 nodes are available: 1 node(s) "
        + why
        + ". no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not"
        + " helpful for scheduling.";
  }

  /** What the scheduler writes of a pod that it cannot place. */
  static ObjectNode unschedulable(Pod pod, String message) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("uid", pod.getMetadata().getUid());
    patch
        .putObject("status")
        .putArray("conditions")
        .addObject()
        .put("type", "PodScheduled")
        .put("status", "False")
        .put("reason", "Unschedulable")
        .put("message", message);
    return patch;
  }
}
