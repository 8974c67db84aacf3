package dev.phaserollout.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The end of a log, fit to be shown: a log of any size costs the same, and it cannot drive the
 * terminal.
 */
public final class LogTail {

  private static final int BYTES_MAX = 4096;

  /** Controls, also those of eight bits, and what turns the direction of text or breaks a line. */
  private static final Pattern DRIVES_A_TERMINAL =
      Pattern.compile("[[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]&&[^\n\\u200c\\u200d]]");

  private final Secrets secrets;

  public LogTail(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The last lines that are not blank, oldest first; none when there is no such log. */
  public List<String> last(Path log, int lines) {
    List<String> all =
        clean(read(log))
            .lines()
            .map(String::stripTrailing)
            .filter(l -> !l.isBlank())
            .collect(Collectors.toList());
    return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
        .map(secrets::mask)
        .toList();
  }

  private static String read(Path log) {
    if (!Files.isRegularFile(log)) {
      // A step may have put a pipe there, and to open one is to wait for its writer.
      return "";
    }
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - BYTES_MAX);
      ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
      channel.read(bytes, from);
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      // A tail that begins inside a line would show half of it.
      return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    } catch (IOException notThereYet) {
      return "";
    }
  }

  /**
   * A text of a log, fit to be shown: what a carriage return has overwritten is not, and escape
   * sequences and controls never are.
   */
  public static String clean(String text) {
    String visible =
        text.replaceAll(
                "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(\u0007|\u001B\\\\)?|\u001B.",
                "")
            .replace("\r\n", "\n")
            .replaceAll("[^\n]*\r", "")
            .replace("\t", "  ");
    return DRIVES_A_TERMINAL.matcher(visible).replaceAll("");
  }
}
