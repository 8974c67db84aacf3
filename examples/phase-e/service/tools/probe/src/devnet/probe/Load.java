package devnet.probe;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts load on the critical services, and measures them from outside: {@code Load CLASSES LOG OUT}.
 * OUT gets a JSON object of texts: for each service {@code <service>Availability} in percent and
 * {@code <service>P95} in milliseconds; and {@code requests}.
 */
public final class Load {

  private static final int CALLERS = 4;
  private static final int WARM_UP = 20;
  private static final int REQUESTS = 150;

  /** What customers cannot do without. */
  private enum Critical {
    auth("POST", "/sessions", ServiceProcess.USER),
    billing("POST", "/billing/sync", ""),
    ai("POST", "/answers", "When is the next invoice due?");

    private final String method;
    private final String path;
    private final String body;

    Critical(String method, String path, String body) {
      this.method = method;
      this.path = path;
      this.body = body;
    }
  }

  /** How one request went. */
  private record Sample(boolean good, double millis) {}

  private Load() {}

  public static void main(String[] args) throws Exception {
    Map<String, String> outputs = new LinkedHashMap<>();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    int all = 0;
    try (ServiceProcess service =
        ServiceProcess.start(Path.of("."), args[0], Map.of(), new File(args[1]))) {
      for (Critical critical : Critical.values()) {
        samples(service, critical, "load-warm", WARM_UP, callers);
        List<Sample> samples = samples(service, critical, "load", REQUESTS, callers);
        long good = samples.stream().filter(Sample::good).count();
        String availability = fixed(100.0 * good / samples.size());
        String p95 = fixed(p95(samples));
        System.out.println(
            critical + ": " + samples.size() + " requests, " + availability + " % good, p95 " + p95
                + " ms");
        outputs.put(critical + "Availability", availability);
        outputs.put(critical + "P95", p95);
        all += samples.size() + WARM_UP;
      }
      HttpResponse<String> metrics =
          service.ask("GET", "/metrics", ServiceProcess.ADMIN, "metrics", "");
      outputs.put("counted", metrics.statusCode() == 200 ? counted(metrics.body()) : "0");
    } finally {
      callers.shutdownNow();
    }
    outputs.put("requests", String.valueOf(all));
    Files.writeString(Path.of(args[2]), json(outputs));
  }

  private static List<Sample> samples(
      ServiceProcess service, Critical critical, String id, int count, ExecutorService callers)
      throws InterruptedException, ExecutionException {
    List<Future<Sample>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = id + "-" + critical + "-" + i;
      calls.add(callers.submit(() -> sample(service, critical, name)));
    }
    List<Sample> samples = new ArrayList<>();
    for (Future<Sample> call : calls) {
      samples.add(call.get());
    }
    return samples;
  }

  private static Sample sample(ServiceProcess service, Critical critical, String id)
      throws InterruptedException {
    long begin = System.nanoTime();
    boolean good;
    try {
      good =
          service
                  .ask(critical.method, critical.path, ServiceProcess.ADMIN, id, critical.body)
                  .statusCode()
              == 200;
    } catch (IOException failed) {
      good = false;
    }
    return new Sample(good, (System.nanoTime() - begin) / 1e6);
  }

  private static double p95(List<Sample> samples) {
    List<Double> millis = new ArrayList<>(samples.stream().map(Sample::millis).toList());
    Collections.sort(millis);
    return millis.get((int) Math.ceil(0.95 * millis.size()) - 1);
  }

  /** How many requests of the critical services the service has counted itself. */
  private static String counted(String metrics) {
    double sum =
        Arrays.stream(metrics.split("\n"))
            .filter(line -> line.startsWith("devnet_requests_total{route=\""))
            .filter(
                line ->
                    Arrays.stream(Critical.values())
                        .anyMatch(critical -> line.contains('"' + critical.path + '"')))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    return String.valueOf((long) sum);
  }

  private static String fixed(double value) {
    return String.format(java.util.Locale.ROOT, "%.2f", value);
  }

  private static String json(Map<String, String> outputs) {
    List<String> pairs = new ArrayList<>();
    outputs.forEach((name, value) -> pairs.add("\"" + name + "\": \"" + value + "\""));
    return "{" + String.join(", ", pairs) + "}\n";
  }
}
