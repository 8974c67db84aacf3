package dev.phaserollout.local;

import dev.phaserollout.engine.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One writer per state folder. The operating system lets go of it when the process ends, however it
 * ends.
 */
final class StateLock implements AutoCloseable {

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, or says who holds it.
   *
   * @throws LocalRefusal when another process runs the same rollout, or the folder cannot be
   *     written
   */
  static StateLock take(StateFolder state) {
    Path file = state.lock();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new LocalRefusal(held(file));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      return new StateLock(channel);
    } catch (IOException unwritable) {
      throw new LocalRefusal(StateFolder.unwritable("the lock of the state", file, unwritable));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static Problem held(Path file) throws IOException {
    String holder = Files.readString(file).strip();
    return Problem.of(
        "the lock of the state",
        file.toString(),
        "no other run of the same rollout, and process " + holder + " is one",
        "wait until it has ended, or end it with: kill " + holder);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // The lock goes with the process in any case.
    }
  }
}
