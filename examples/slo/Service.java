import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One environment of a shop, and the platform that it runs on, in one process:
 *
 * <pre>java Service.java ENVIRONMENT PORT FOLDER</pre>
 *
 * <p>The file {@code FOLDER/ENVIRONMENT} says which release is deployed, such as {@code v1.0.0}.
 * Whoever writes it deploys: within a blink that release serves, and {@code ENVIRONMENT.serving}
 * says so. A second word {@code fault} makes it the release with the fault: its pool of database
 * connections has one place instead of twenty. Few visitors do not notice. Beyond 25 of them a
 * second the others wait, and are turned away with 503.
 *
 * <p>{@code /metrics} has what Prometheus wants to know. With port 0 a free one is taken; {@code
 * ENVIRONMENT.port} says which.
 */
public final class Service {

  /** How long a query of the database takes. */
  private static final long QUERY_MILLIS = 40;

  /** How long a visitor waits for a connection before being turned away. */
  private static final long PATIENCE_MILLIS = 300;

  private static final double[] BOUNDS_SECONDS = {0.1, 0.25, 0.5, 1};

  /** A release as it is deployed. */
  private record Deployed(String text, Semaphore connections) {

    static Deployed of(String text) {
      return new Deployed(text, new Semaphore(text.endsWith(" fault") ? 1 : 20));
    }

    /** Whether a visitor was served. */
    boolean serve() throws InterruptedException {
      if (!connections.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
      try {
        Thread.sleep(QUERY_MILLIS);
        return true;
      } finally {
        connections.release();
      }
    }
  }

  private final Path file;
  private final Map<Integer, LongAdder> requests = new TreeMap<>();
  private final LongAdder[] slower = new LongAdder[BOUNDS_SECONDS.length];
  private final LongAdder nanos = new LongAdder();
  private volatile Deployed deployed;

  private Service(Path file) throws IOException {
    this.file = file;
    // Counters of errors begin at 0: one that appears with its first error hides that error.
    requests.put(200, new LongAdder());
    requests.put(503, new LongAdder());
    for (int i = 0; i < slower.length; i++) {
      slower[i] = new LongAdder();
    }
    if (!Files.exists(file)) {
      write(file, "v1.0.0\n");
    }
    look();
  }

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[2]));
    Service service = new Service(folder.resolve(args[0]));
    HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(args[1])), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", service::visit);
    server.createContext("/metrics", exchange -> answer(exchange, 200, service.metrics()));
    server.start();
    Executors.newSingleThreadScheduledExecutor()
        .scheduleWithFixedDelay(service::lookAgain, 100, 100, TimeUnit.MILLISECONDS);
    write(folder.resolve(args[0] + ".port"), server.getAddress().getPort() + "\n");
  }

  private void lookAgain() {
    try {
      look();
    } catch (IOException e) {
      System.err.println("cannot look what is deployed: " + e);
    }
  }

  private void look() throws IOException {
    String text = Files.readString(file).strip();
    if (deployed == null || !deployed.text().equals(text)) {
      deployed = Deployed.of(text);
      write(file.resolveSibling(file.getFileName() + ".serving"), text + "\n");
      System.out.println(file.getFileName() + " serves " + text);
    }
  }

  /** One rename puts it in place, so nobody ever reads half of it. */
  private static void write(Path file, String text) throws IOException {
    Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".fresh"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void visit(HttpExchange exchange) throws IOException {
    long began = System.nanoTime();
    boolean served = false;
    Deployed by = deployed;
    try {
      served = by.serve();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    count(served ? 200 : 503, System.nanoTime() - began);
    answer(exchange, served ? 200 : 503, served ? "welcome to " + by.text() + "\n" : "busy\n");
  }

  private void count(int code, long took) {
    requests.get(code).increment();
    nanos.add(took);
    for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
      if (took > BOUNDS_SECONDS[i] * 1e9) {
        slower[i].increment();
      }
    }
  }

  private String metrics() {
    StringBuilder text = new StringBuilder("# TYPE http_requests_total counter\n");
    long all = 0;
    for (Map.Entry<Integer, LongAdder> code : requests.entrySet()) {
      long count = code.getValue().sum();
      all += count;
      text.append("http_requests_total{code=\"" + code.getKey() + "\"} " + count + "\n");
    }
    text.append("# TYPE http_request_duration_seconds histogram\n");
    String name = "http_request_duration_seconds_";
    for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
      long within = Math.max(0, all - slower[i].sum());
      text.append(name + "bucket{le=\"" + BOUNDS_SECONDS[i] + "\"} " + within + "\n");
    }
    text.append(name + "bucket{le=\"+Inf\"} " + all + "\n");
    text.append(name + "sum " + nanos.sum() / 1e9 + "\n");
    text.append(name + "count " + all + "\n");
    return text.toString();
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
