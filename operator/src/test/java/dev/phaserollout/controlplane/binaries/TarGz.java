package dev.phaserollout.controlplane.binaries;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Takes executables out of a {@code .tar.gz}, wherever in it they are: only regular files whose
 * last name is that of an executable are written, directly into the target, so no path in the
 * archive can lead elsewhere.
 */
final class TarGz {
  /** The fields of a header that matter here; the format has not changed since POSIX.1-1988. */
  private static final int BLOCK = 512;

  private static final int NAME_LENGTH = 100;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE_OFFSET = 156;

  private TarGz() {}

  /**
   * Writes the wanted executables, given by file name, into a directory.
   *
   * @throws IOException when the archive cannot be read or lacks one of them
   */
  static void extract(Path archive, Set<String> wanted, Path directory) throws IOException {
    Set<String> left = new HashSet<>(wanted);
    try (InputStream tar = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
      byte[] header = tar.readNBytes(BLOCK);
      while (!left.isEmpty() && header.length == BLOCK && header[0] != 0) {
        long size = Long.parseLong(text(header, SIZE_OFFSET, SIZE_LENGTH), 8);
        String path = text(header, 0, NAME_LENGTH);
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean regular = header[TYPE_OFFSET] == '0' || header[TYPE_OFFSET] == 0;
        if (regular && left.remove(name)) {
          write(tar, size, directory.resolve(name));
        } else {
          tar.skipNBytes(size);
        }
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        header = tar.readNBytes(BLOCK);
      }
    }
    if (!left.isEmpty()) {
      throw new EOFException("the archive lacks " + String.join(", ", new TreeSet<>(left)));
    }
  }

  private static void write(InputStream tar, long size, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long left = size;
      while (left > 0) {
        int read = tar.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
        if (read == 0) {
          throw new EOFException("the archive ends inside " + file.getFileName());
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8).trim();
  }
}
