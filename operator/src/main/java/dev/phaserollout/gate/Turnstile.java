package dev.phaserollout.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets a number of tasks be at work at the same time and keeps the others in the order of their
 * arrival. No thread waits. Safe for use by several threads.
 */
final class Turnstile {

  private final int width;
  private final int longestQueue;
  private final Deque<Waiting<?>> queue = new ArrayDeque<>();
  private int inside;

  /**
   * A turnstile that is empty.
   *
   * @param width tasks at the same time
   * @param longestQueue tasks that may wait
   */
  Turnstile(int width, int longestQueue) {
    this.width = width;
    this.longestQueue = longestQueue;
  }

  private record Waiting<T>(Supplier<CompletableFuture<T>> task, CompletableFuture<T> result) {}

  /**
   * Starts a task, now or when it is its turn. A result that is cancelled before is never started;
   * one that is cancelled later cancels what the task returned.
   *
   * @param task returns at once; it is called by whoever enters or leaves
   * @return its result; empty where too many wait already
   */
  <T> Optional<CompletableFuture<T>> enter(Supplier<CompletableFuture<T>> task) {
    Waiting<T> waiting = new Waiting<>(task, new CompletableFuture<>());
    synchronized (queue) {
      if (inside >= width) {
        if (queue.size() >= longestQueue && !queue.removeIf(other -> other.result().isDone())) {
          return Optional.empty();
        }
        queue.add(waiting);
        return Optional.of(waiting.result());
      }
      inside++;
    }
    start(waiting);
    return Optional.of(waiting.result());
  }

  /** Tasks that wait for their turn. */
  int waiting() {
    synchronized (queue) {
      return queue.size();
    }
  }

  private <T> void start(Waiting<T> waiting) {
    Chain.whenDone(waiting.result(), (value, failure) -> leave());
    Chain.into(waiting.result(), waiting.task());
  }

  private void leave() {
    Optional<Waiting<?>> next = Optional.empty();
    synchronized (queue) {
      while (next.isEmpty() && !queue.isEmpty()) {
        next = Optional.<Waiting<?>>of(queue.remove()).filter(some -> !some.result().isDone());
      }
      if (next.isEmpty()) {
        inside--;
      }
    }
    next.ifPresent(this::start);
  }
}
