package dev.phaserollout.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server that does what no provider should, by the path that it is asked for. */
final class FaultyProvider implements AutoCloseable {

  /** A plain answer of a Prometheus: one series of value 1. */
  static final String ONE =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
          + "[{\"metric\":{},\"value\":[1,\"1\"]}]}}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();

  private FaultyProvider(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static FaultyProvider plain() throws IOException {
    return new FaultyProvider(HttpServer.create(anyPort(), 0));
  }

  static FaultyProvider tls(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new FaultyProvider(server);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What it was asked with, in order. */
  List<String> authorizations() {
    return authorizations;
  }

  /** What it was asked for, in order. */
  List<String> paths() {
    return paths;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    paths.add(path);
    authorizations.add(
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""));
    exchange.getRequestBody().readAllBytes();
    if (path.startsWith("/redirect")) {
      exchange.getResponseHeaders().add("Location", "/target");
      send(exchange, 302, "moved");
    } else if (path.startsWith("/huge")) {
      send(exchange, 200, "[" + " ".repeat(BoundedBody.LONGEST) + "]");
    } else if (path.startsWith("/largest")) {
      send(exchange, 200, "[5" + " ".repeat(BoundedBody.LONGEST - 3) + "]");
    } else if (path.startsWith("/silent")) {
      awaitEnd();
    } else if (path.startsWith("/stalls")) {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('[');
      exchange.getResponseBody().flush();
      awaitEnd();
    } else if (path.startsWith("/cut")) {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('[');
      exchange.close();
    } else if (path.startsWith("/html")) {
      send(exchange, 200, "<html>s3cret</html>");
    } else if (path.startsWith("/gone")) {
      send(exchange, 503, "s3cret");
    } else {
      send(exchange, 200, ONE);
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
