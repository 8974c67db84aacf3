package dev.phaserollout.chart;

import static org.awaitility.Awaitility.await;

import dev.phaserollout.controlplane.Kubectl;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/**
 * A folder of a node as a volume for one claim, for clusters that have no storage class: made and
 * removed by pods that may do so, in a namespace that allows it.
 *
 * @param namespace of the claim
 * @param claim that gets it
 * @param image with a shell
 */
record NodeFolder(
    KubernetesClient client, Kubectl kubectl, String namespace, String claim, String image) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Whether claims are served by the cluster itself. */
  static boolean isNotNeededBy(KubernetesClient client) {
    return client.storage().v1().storageClasses().list().getItems().stream()
        .anyMatch(
            storage ->
                "true"
                    .equals(
                        storage
                            .getMetadata()
                            .getAnnotations()
                            .get("storageclass.kubernetes.io/is-default-class")));
  }

  /** Makes the folder, which everybody may write to, and the volume. */
  void create() {
    kubectl.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + home() + "}}");
    String node = run("make", "mkdir -p -m 0777 /tmp/node/" + name());
    kubectl.apply(
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: NAME}
        spec:
          capacity: {storage: 100Mi}
          accessModes: [ReadWriteOnce]
          persistentVolumeReclaimPolicy: Retain
          claimRef: {namespace: NAMESPACE, name: CLAIM}
          hostPath: {path: /var/tmp/NAME}
          nodeAffinity:
            required:
              nodeSelectorTerms:
                - matchExpressions:
                    - {key: kubernetes.io/hostname, operator: In, values: [NODE]}
        """
            .replace("NAMESPACE", namespace)
            .replace("NAME", name())
            .replace("CLAIM", claim)
            .replace("NODE", node));
  }

  /** Removes all of it. The claim has to be gone. */
  void delete() {
    client.persistentVolumes().withName(name()).delete();
    run("remove", "rm -rf /tmp/node/" + name());
    client.namespaces().withName(home()).delete();
  }

  /** Of the folder and its volume, which are the cluster's. */
  private String name() {
    return namespace + "-" + claim;
  }

  private String home() {
    return name() + "-node";
  }

  /** Runs a command with the folder at hand, and says on which node that was. */
  private String run(String name, String command) {
    kubectl.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: NAME, namespace: HOME}
        spec:
          restartPolicy: Never
          automountServiceAccountToken: false
          containers:
            - name: shell
              image: IMAGE
              command: [sh, -c, 'COMMAND']
              securityContext: {runAsUser: 0}
              volumeMounts: [{name: node, mountPath: /tmp/node}]
          volumes: [{name: node, hostPath: {path: /var/tmp}}]
        """
            .replace("NAME", name)
            .replace("HOME", home())
            .replace("IMAGE", image)
            .replace("COMMAND", command));
    await(name + " the folder of a node")
        .atMost(PATIENCE)
        .until(() -> "Succeeded".equals(pod(name).getStatus().getPhase()));
    return pod(name).getSpec().getNodeName();
  }

  private Pod pod(String name) {
    return client.pods().inNamespace(home()).withName(name).get();
  }
}
