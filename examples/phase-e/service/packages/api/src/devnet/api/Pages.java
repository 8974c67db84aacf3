package devnet.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The frontend, read once.
 *
 * @param page the HTML
 * @param script what the page runs
 */
public record Pages(String page, String script) {

  /** The frontend in a folder. */
  static Pages in(Path folder) {
    try {
      return new Pages(
          Files.readString(folder.resolve("index.html")),
          Files.readString(folder.resolve("app.js")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("DEVNET_WEB: expected index.html and app.js", unreadable);
    }
  }
}
