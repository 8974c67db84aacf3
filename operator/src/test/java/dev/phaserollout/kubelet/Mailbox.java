package dev.phaserollout.kubelet;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs what it is given one after the other on threads that many mailboxes share: what belongs to
 * one mailbox needs no lock.
 */
final class Mailbox {
  private final Executor threads;
  private final Queue<Runnable> letters = new ArrayDeque<>();
  private boolean open;

  Mailbox(Executor threads) {
    this.threads = threads;
  }

  synchronized void put(Runnable letter) {
    letters.add(letter);
    if (!open) {
      open = true;
      threads.execute(this::readOne);
    }
  }

  /** One letter a turn, so that a busy mailbox does not keep a thread from the others. */
  private void readOne() {
    try {
      take().run();
    } finally {
      goOn();
    }
  }

  private synchronized Runnable take() {
    return letters.remove();
  }

  private synchronized void goOn() {
    if (letters.isEmpty()) {
      open = false;
    } else {
      threads.execute(this::readOne);
    }
  }
}
