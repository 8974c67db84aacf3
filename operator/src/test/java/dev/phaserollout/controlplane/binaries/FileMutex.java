package dev.phaserollout.controlplane.binaries;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * A lock between processes and between threads of one, held on a file. The system releases it when
 * its holder dies, so it cannot be left behind; the empty file stays.
 */
final class FileMutex implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(60);

  private final FileChannel channel;

  private FileMutex(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until the lock is ours, and says so if that takes a while. */
  static FileMutex acquire(Path file, Progress progress) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (attempt(channel).isEmpty()) {
      progress.say("another process is making the executables; waiting for it (" + file + ")");
      Awaitility.await("lock " + file)
          .pollInterval(POLL)
          .atMost(PATIENCE)
          .until(() -> attempt(channel).isPresent());
    }
    return new FileMutex(channel);
  }

  private static Optional<FileLock> attempt(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // another thread of this JVM holds it
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
