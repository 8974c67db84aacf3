package dev.phaserollout.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The HTTP endpoint of health and metrics. Up before anything is watched, so that a slow start can
 * be told from none.
 */
final class Probes implements AutoCloseable {

  /** What a probe answers: empty when all is well, else what is not. */
  @FunctionalInterface
  interface Check extends Supplier<String> {}

  private final HttpServer server;
  private final ExecutorService threads;

  private Probes(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Takes the port; 0 for any.
   *
   * @throws IOException when it cannot be had
   */
  static Probes open(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(2, Daemon.threads("phaserollout-probes"));
    server.setExecutor(threads);
    return new Probes(server, threads);
  }

  /** Answers from now on; whoever asks before waits. */
  void start() {
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void check(String path, Check check) {
    server.createContext(
        path,
        exchange -> {
          String fault = check.get();
          if (fault.isEmpty()) {
            answer(exchange, HttpURLConnection.HTTP_OK, "text/plain", "ok\n");
          } else {
            answer(exchange, HttpURLConnection.HTTP_UNAVAILABLE, "text/plain", fault + "\n");
          }
        });
  }

  void page(String path, String contentType, Supplier<String> text) {
    server.createContext(
        path, exchange -> answer(exchange, HttpURLConnection.HTTP_OK, contentType, text.get()));
  }

  private static void answer(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(code, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
