package dev.phaserollout.cli;

import java.io.IOException;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a terminal, one by one and without echo, while it is open. Ctrl-C stays the signal
 * that it is. A program that is killed leaves the terminal to its shell, which mends it.
 */
final class Keyboard implements AutoCloseable {

  private static final long PATIENCE_MS = 100;

  private final Terminal terminal;
  private final IntConsumer keys;
  private final Runnable gone;
  private @Nullable Attributes before;
  private @Nullable Thread reader;
  private boolean open;

  /**
   * @param keys is given every key, as a UTF-16 code unit; on a thread of its own
   * @param gone is called when no key will ever come
   */
  Keyboard(Terminal terminal, IntConsumer keys, Runnable gone) {
    this.terminal = terminal;
    this.keys = keys;
    this.gone = gone;
  }

  /** Takes the keys from here on. */
  synchronized void open() {
    if (open) {
      return;
    }
    open = true;
    before = terminal.enterRawMode();
    Thread thread = new Thread(this::read, "phaserollout-keyboard");
    thread.setDaemon(true);
    thread.start();
    reader = thread;
  }

  private void read() {
    NonBlockingReader from = terminal.reader();
    try {
      while (isOpen(Thread.currentThread())) {
        int key = from.read(PATIENCE_MS);
        if (key == NonBlockingReader.EOF) {
          gone.run();
          return;
        }
        if (key >= 0 && isOpen(Thread.currentThread())) {
          keys.accept(key);
        }
      }
    } catch (IOException lost) {
      gone.run();
    }
  }

  private synchronized boolean isOpen(Thread who) {
    return open && reader == who;
  }

  /** Leaves the keys to the terminal, which echoes them as before. */
  @Override
  public synchronized void close() {
    open = false;
    reader = null;
    if (before != null) {
      terminal.setAttributes(before);
      before = null;
    }
  }
}
