package dev.phaserollout.benchmark.cluster;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How long an operator takes to its first write, and what ten thousand finished rollouts weigh. */
final class StartAndMemory {

  private static final int FINISHED = Integer.getInteger("benchmark.finished", 10_000);
  private static final Pattern GENERATION =
      Pattern.compile("(?:generation|heap) +total \\d+K, used (\\d+)K");
  private static final List<String> HALF_A_GIGABYTE =
      Stream.concat(Bench.JVM.stream(), Stream.of("-Xmx512m")).toList();

  private final Bench bench;
  private final Report report;
  private int starts;

  StartAndMemory(Bench bench, Report report) {
    this.bench = bench;
    this.report = report;
  }

  void measureStart() throws Exception {
    for (int i = 0; i < 3; i++) {
      report.line(seconds("start to first status write", startToFirstWrite(Bench.JVM)));
    }
  }

  void measureFinished() throws Exception {
    String namespace = bench.namespace();
    fill(namespace, statusOfAFinishedOne());
    report.line(
        seconds(
            FINISHED + " finished rollouts of ten steps: start to first status write",
            startToFirstWrite(HALF_A_GIGABYTE)));
    try (ChildJvm operator = bench.operator(HALF_A_GIGABYTE)) {
      report.line(
          String.format(
              Locale.ROOT,
              "- with them: heap in use after a full collection %.0f MiB, resident at most %.0f"
                  + " MiB",
              heap(operator),
              operator.residentMebibytes()));
    }
  }

  private static String seconds(String what, double seconds) {
    return String.format(Locale.ROOT, "- %s: %.2f s", what, seconds);
  }

  private double startToFirstWrite(List<String> jvm) throws Exception {
    String namespace = bench.namespace();
    PhaseRollout rollout =
        bench.client().resource(Chain.of(namespace, FINISHED + starts++, 1)).create();
    CountDownLatch written = new CountDownLatch(1);
    long[] at = new long[1];
    try (var informer =
        bench
            .client()
            .resources(PhaseRollout.class)
            .inNamespace(namespace)
            .withName(rollout.getMetadata().getName())
            .inform(
                new OnUpdate<>(
                    now -> {
                      if (now.getStatus() != null && now.getStatus().run() != null) {
                        at[0] = at[0] == 0 ? System.nanoTime() : at[0];
                        written.countDown();
                      }
                    }))) {
      long begin = System.nanoTime();
      try (ChildJvm operator = bench.operator(jvm)) {
        if (!written.await(2, TimeUnit.MINUTES)) {
          throw new IllegalStateException("no status was written within two minutes");
        }
      }
      return (at[0] - begin) / 1e9;
    }
  }

  private PhaseRolloutStatus statusOfAFinishedOne() throws Exception {
    String namespace = bench.namespace();
    try (ChildJvm operator = bench.operator(Bench.JVM)) {
      PhaseRollout sample =
          bench.client().resource(Chain.of(namespace, FINISHED + starts++, 10)).create();
      return bench
          .client()
          .resource(sample)
          .waitUntilCondition(
              now -> now.getStatus() != null && "Succeeded".equals(now.getStatus().state()),
              2,
              TimeUnit.MINUTES)
          .getStatus();
    }
  }

  private void fill(String namespace, PhaseRolloutStatus status) {
    KubernetesClient client = bench.client();
    String patch = Serialization.asJson(Map.of("status", status));
    AtOnce.run(
        FINISHED,
        number -> {
          PhaseRollout rollout = Chain.of(namespace, number, 10);
          client.resource(rollout).create();
          client
              .resources(PhaseRollout.class)
              .inNamespace(namespace)
              .withName(rollout.getMetadata().getName())
              .subresource("status")
              .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        });
  }

  /** What all generations hold after a full collection, in MiB. */
  private static double heap(ChildJvm operator) throws IOException {
    jcmd(operator, "GC.run");
    return GENERATION
        .matcher(jcmd(operator, "GC.heap_info"))
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)) / 1024)
        .sum();
  }

  private static String jcmd(ChildJvm operator, String what) throws IOException {
    Process process =
        new ProcessBuilder("jcmd", String.valueOf(operator.pid()), what)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
