package dev.phaserollout.kubelet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a container that has ended says of itself, within the kubelet's limits. */
final class TerminationMessage {
  private static final int FILE_BYTES = 4096;
  private static final int POD_BYTES = 12 * 1024;
  private static final int LOG_BYTES = 2048;
  private static final int LOG_LINES = 80;

  private TerminationMessage() {}

  /**
   * The message of one container, empty when it left none.
   *
   * @param log where to look when the file is empty and the container has failed, if it may
   * @param fallback the container's {@code terminationMessagePolicy} is {@code
   *     FallbackToLogsOnError}
   * @param containers how many containers of the pod share its 12 KiB, init containers included
   */
  static String read(Path file, Path log, int exitCode, boolean fallback, int containers) {
    byte[] message = tail(file, FILE_BYTES);
    if (message.length == 0 && fallback && exitCode != 0) {
      message = lastLines(tail(log, LOG_BYTES));
    }
    int limit = Math.min(FILE_BYTES, POD_BYTES / containers);
    return new String(message, 0, Math.min(message.length, limit), StandardCharsets.UTF_8);
  }

  /** A longer file is read from its end, as the kubelet reads it. */
  private static byte[] tail(Path file, int bytes) {
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, open.length() - bytes);
      byte[] tail = new byte[Math.toIntExact(open.length() - from)];
      open.seek(from);
      open.readFully(tail);
      return tail;
    } catch (IOException e) {
      String text = "Error on reading termination log " + file + ": " + e.getMessage();
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static byte[] lastLines(byte[] text) {
    int lines = 0;
    // the line break at the very end closes the last line
    for (int at = text.length - 2; at >= 0; at--) {
      if (text[at] == '\n' && ++lines == LOG_LINES) {
        return java.util.Arrays.copyOfRange(text, at + 1, text.length);
      }
    }
    return text;
  }
}
