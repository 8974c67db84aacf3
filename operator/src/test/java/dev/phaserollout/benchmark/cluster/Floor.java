package dev.phaserollout.benchmark.cluster;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Role;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.job.JobManifest;
import dev.phaserollout.job.PodSecurity;
import dev.phaserollout.job.Requests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A bare client that does the least an engine of Jobs can do: for every step one patch of a status
 * and one Job, as soon as the pod before it has succeeded. It recovers from nothing.
 */
final class Floor implements ResourceEventHandler<Pod> {

  private static final int THREADS = 32;
  private static final ResourceDefinitionContext JOBS =
      new ResourceDefinitionContext.Builder()
          .withGroup("batch")
          .withVersion("v1")
          .withKind("Job")
          .withPlural("jobs")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final String namespace;
  private final int steps;
  private final JobManifest manifests = new JobManifest(PodSecurity.DEFAULT, Requests.AGENT);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<String, OwnerReference> owners = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private Floor(KubernetesClient client, String namespace, int steps) {
    this.client = client;
    this.namespace = namespace;
    this.steps = steps;
  }

  /** Arguments: namespace, chains, steps. Says "ready", and begins with the first line it reads. */
  public static void main(String[] args) throws Exception {
    KubernetesClient client = new KubernetesClientBuilder().build();
    Floor floor = new Floor(client, args[0], Integer.parseInt(args[2]));
    client.pods().inNamespace(args[0]).inform(floor);
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    in.readLine();
    for (int chain = 0; chain < Integer.parseInt(args[1]); chain++) {
      String name = Chain.name(chain);
      floor.threads.execute(() -> floor.begin(name));
    }
    in.readLine();
  }

  @Override
  public void onAdd(Pod pod) {
    onUpdate(pod, pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    String chain = JobIdentity.label(pod, JobIdentity.ROLLOUT);
    int next = Chain.number(JobIdentity.label(pod, JobIdentity.STEP)) + 1;
    boolean over = pod.getStatus() != null && "Succeeded".equals(pod.getStatus().getPhase());
    if (over && next < steps && seen.add(chain + "/" + next)) {
      threads.execute(() -> step(chain, next));
    }
  }

  @Override
  public void onDelete(Pod pod, boolean unknown) {
    // Nothing follows from it.
  }

  private void begin(String chain) {
    PhaseRollout rollout =
        client.resources(PhaseRollout.class).inNamespace(namespace).withName(chain).get();
    owners.put(
        chain,
        new OwnerReferenceBuilder()
            .withApiVersion(rollout.getApiVersion())
            .withKind(rollout.getKind())
            .withName(chain)
            .withUid(rollout.getMetadata().getUid())
            .withController(true)
            .build());
    step(chain, 0);
  }

  private void step(String chain, int number) {
    client
        .resources(PhaseRollout.class)
        .inNamespace(namespace)
        .withName(chain)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"state\":\"Running\",\"message\":\"step " + number + "\"}}");
    GenericKubernetesResource job = manifests.job(request(chain, number), owners.get(chain));
    client.genericKubernetesResources(JOBS).inNamespace(namespace).resource(job).create();
  }

  private JobRequest request(String chain, int number) {
    Container container =
        new Container(
            "example.invalid/nothing:1",
            List.of("x"),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null);
    Attempt attempt =
        new Attempt(
            owners.get(chain).getUid(), 1, "all", Chain.step(number), Role.STEP, "sha256:0", 1);
    return new JobRequest(
        chain + "-" + Chain.step(number),
        attempt,
        chain,
        namespace,
        container,
        List.of(),
        Map.of(),
        Map.of(),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15));
  }
}
