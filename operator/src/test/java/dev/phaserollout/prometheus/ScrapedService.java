package dev.phaserollout.prometheus;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A service with metrics that a test turns by hand, for a Prometheus to scrape. */
public final class ScrapedService implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Double> series = new ConcurrentSkipListMap<>();
  private volatile String types = "";

  /** A service that serves nothing yet. */
  public ScrapedService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new IllegalStateException("no port for the scraped service", e);
    }
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] text = text().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    server.start();
  }

  /** What a scrape configuration names as target. */
  public String target() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets a series, such as {@code x_total{code="500"}}. */
  public void set(String name, double value) {
    series.put(name, value);
  }

  /** Takes a series away, as a service that was restarted does. */
  public void remove(String name) {
    series.remove(name);
  }

  /** Says of which type a metric is, such as {@code d histogram}. */
  public void type(String line) {
    types = "# TYPE " + line + "\n";
  }

  private String text() {
    StringBuilder text = new StringBuilder(types);
    series.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
