package dev.phaserollout.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Git over HTTP, served by Git's own program for that ({@code git http-backend}). One account may
 * read and push, with a password; everything that was sent as a credential is kept for tests.
 */
public final class GitServer implements AutoCloseable {

  public static final String NAME = "release-bot";
  public static final String PASSWORD = "correct horse";

  private final HttpServer http;
  private final ExecutorService threads;
  private final Path root;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private GitServer(HttpServer http, ExecutorService threads, Path root) {
    this.http = http;
    this.threads = threads;
    this.root = root;
  }

  /** A server of the repositories in the folder. */
  public static GitServer of(Path root) throws IOException {
    return started(HttpServer.create(anyPort(), 0), root);
  }

  /** The same over TLS. */
  public static GitServer secured(Path root, SSLContext certificate) throws IOException {
    HttpsServer https = HttpsServer.create(anyPort(), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(certificate));
    return started(https, root);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static GitServer started(HttpServer http, Path root) {
    ExecutorService threads = Executors.newCachedThreadPool();
    GitServer server = new GitServer(http, threads, root);
    http.setExecutor(threads);
    http.createContext("/", server::serve);
    http.start();
    return server;
  }

  /** The address of a repository in the folder. */
  public String url(String name) {
    String scheme = http instanceof HttpsServer ? "https" : "http";
    return scheme + "://localhost:" + http.getAddress().getPort() + "/" + name;
  }

  /** All credentials that anybody has sent, as they were sent. */
  public List<String> authorizations() {
    return authorizations;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String sent = exchange.getRequestHeaders().getFirst("Authorization");
      if (sent != null) {
        authorizations.add(sent);
      }
      String expected = NAME + ":" + PASSWORD;
      String basic =
          "Basic " + Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8));
      if (exchange.getRequestURI().getPath().startsWith("/elsewhere/")) {
        exchange.getResponseHeaders().set("Location", url("shop.git") + "/info/refs");
        exchange.sendResponseHeaders(302, -1);
      } else if (!basic.equals(sent)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else {
        backend(exchange);
      }
    }
  }

  private void backend(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> env = builder.environment();
    env.put("GIT_CONFIG_NOSYSTEM", "1");
    env.put("GIT_CONFIG_GLOBAL", "/dev/null");
    env.put("GIT_PROJECT_ROOT", root.toString());
    env.put("GIT_HTTP_EXPORT_ALL", "1");
    env.put("REMOTE_USER", NAME);
    env.put("REQUEST_METHOD", exchange.getRequestMethod());
    env.put("PATH_INFO", exchange.getRequestURI().getPath());
    put(env, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
    put(env, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
    put(env, "CONTENT_LENGTH", exchange.getRequestHeaders().getFirst("Content-Length"));
    put(env, "HTTP_CONTENT_ENCODING", exchange.getRequestHeaders().getFirst("Content-Encoding"));
    put(env, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    threads.execute(() -> pass(exchange.getRequestBody(), process.getOutputStream()));
    answer(exchange, process.getInputStream());
  }

  private static void put(Map<String, String> env, String name, String value) {
    if (value != null) {
      env.put(name, value);
    }
  }

  private static void pass(InputStream from, OutputStream to) {
    try (to) {
      from.transferTo(to);
    } catch (IOException gone) {
      // the backend has answered without reading to the end
    }
  }

  /** The form of CGI: headers, an empty line, the body. */
  private static void answer(HttpExchange exchange, InputStream from) throws IOException {
    int status = 200;
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(header[0], header[1]);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    from.transferTo(exchange.getResponseBody());
  }

  private static String line(InputStream from) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = from.read(); read >= 0 && read != '\n'; read = from.read()) {
      if (read != '\r') {
        line.write(read);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
