package dev.phaserollout.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.phaserollout.gate.ProviderFile;
import dev.phaserollout.gate.Providers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that a gate asks, and that answers when a test lets it: then the gate passes. */
final class Turnstile implements AutoCloseable {

  /** The gate of a step that asks it. */
  static final String GATE =
      "{name: turnstile, http: {provider: turnstile, path: /value, jsonPath: $.value},"
          + " successCondition: result > 0.0}";

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore turns = new Semaphore(0);
  private final AtomicInteger asked = new AtomicInteger();

  Turnstile() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    http.setExecutor(threads);
    http.createContext("/value", this::answer);
    http.start();
  }

  Providers providers() {
    return ProviderFile.parse(
            "providers: [{name: turnstile, type: http, timeout: 2m, address: 'http://localhost:"
                + http.getAddress().getPort()
                + "'}]")
        .providers();
  }

  /** How often it was asked, answered or not. */
  int asked() {
    return asked.get();
  }

  /** Answers one question, of before or after. */
  void letOneThrough() {
    turns.release();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      turns.acquire();
      byte[] body = "{\"value\": 1}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
