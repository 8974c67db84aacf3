package dev.phaserollout.controlplane.binaries;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/** Publishes archives as the host of official releases does, on the loopback interface. */
public final class ArchiveServer implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, byte[]> published = new ConcurrentHashMap<>();

  /** A server that publishes nothing yet. */
  public ArchiveServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Optional<byte[]> body =
              Optional.ofNullable(published.get(exchange.getRequestURI().getPath()));
          if (body.isPresent()) {
            exchange.sendResponseHeaders(200, body.get().length);
            exchange.getResponseBody().write(body.get());
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
          exchange.close();
        });
    server.start();
  }

  /**
   * Publishes a {@code .tar.gz} with files of two and a half blocks each.
   *
   * @param path where, from the root of the server
   * @param files their paths in the archive
   * @return the checksum of the archive, as pins write it
   */
  public String publish(String path, String... files) {
    byte[] archive = tarGz(files);
    published.put(path, archive);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return "SHA-256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Takes an archive away. */
  public void remove(String path) {
    published.remove(path);
  }

  /** Where a path of this server is found. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** An archive in the format of POSIX.1-1988. */
  private static byte[] tarGz(String... paths) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (GZIPOutputStream tar = new GZIPOutputStream(archive)) {
      for (String path : paths) {
        byte[] content = ("content of " + path + " ".repeat(1200)).getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[512];
        put(header, 0, path);
        put(header, 124, "0" + Integer.toOctalString(content.length));
        put(header, 156, "0");
        tar.write(header);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
      }
      tar.write(new byte[1024]);
    } catch (IOException e) {
      throw new IllegalStateException("an archive in memory cannot fail", e);
    }
    return archive.toByteArray();
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
