import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Serves Git repositories over HTTP: {@code java GitServer.java FOLDER PORT}. Git's own {@code
 * http-backend} does the work, this hands it requests as CGI has it.
 *
 * <p>Whoever reaches it may push. It is for trying the example inside of a cluster.
 */
public final class GitServer {

  private GitServer() {}

  public static void main(String[] args) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(args[1])), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> answer(exchange, args[0]));
    server.start();
    System.out.println("serving " + args[0] + " on port " + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, String folder) throws IOException {
    try (exchange) {
      Process backend = backend(exchange, folder);
      // Git reads all of a request before it answers.
      try (OutputStream in = backend.getOutputStream()) {
        exchange.getRequestBody().transferTo(in);
      } catch (IOException refused) {
        System.out.println("git has not read all of " + exchange.getRequestURI());
      }
      InputStream out = backend.getInputStream();
      int status = 200;
      for (String line = line(out); !line.isEmpty(); line = line(out)) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        if (line.startsWith("Status:")) {
          status = Integer.parseInt(value.substring(0, 3));
        } else {
          exchange.getResponseHeaders().set(line.substring(0, colon), value);
        }
      }
      exchange.sendResponseHeaders(status, 0);
      out.transferTo(exchange.getResponseBody());
    }
  }

  private static Process backend(HttpExchange exchange, String folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("git", "http-backend"))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> cgi = builder.environment();
    cgi.put("GIT_PROJECT_ROOT", folder);
    cgi.put("GIT_HTTP_EXPORT_ALL", "1");
    // A name is what it takes to push.
    cgi.put("REMOTE_USER", "anybody");
    cgi.put("REQUEST_METHOD", exchange.getRequestMethod());
    cgi.put("PATH_INFO", exchange.getRequestURI().getPath());
    String query = exchange.getRequestURI().getRawQuery();
    cgi.put("QUERY_STRING", query == null ? "" : query);
    header(exchange, "Content-Type", "CONTENT_TYPE", cgi);
    header(exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING", cgi);
    header(exchange, "Git-Protocol", "GIT_PROTOCOL", cgi);
    return builder.start();
  }

  private static void header(
      HttpExchange exchange, String name, String variable, Map<String, String> cgi) {
    String value = exchange.getRequestHeaders().getFirst(name);
    if (value != null) {
      cgi.put(variable, value);
    }
  }

  /** A line of the answer's head, without its end. */
  private static String line(InputStream out) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = out.read(); next >= 0 && next != '\n'; next = out.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
