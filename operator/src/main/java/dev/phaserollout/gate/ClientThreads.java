package dev.phaserollout.gate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A few daemon threads that end when there is nothing to do, with a name that a dump shows. */
final class ClientThreads implements AutoCloseable {

  private static final int MOST = 2;
  private static final long IDLE_SECONDS = 30;

  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  ClientThreads(String name) {
    this.threads =
        new ThreadPoolExecutor(
            MOST,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + " " + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  Executor executor() {
    return threads;
  }

  /**
   * Starts on one of the threads what itself goes on elsewhere. A result that is cancelled before
   * is never started; one that is cancelled later cancels what the task returned.
   */
  <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            if (!result.isDone()) {
              Chain.into(result, task);
            }
          });
    } catch (RejectedExecutionException closed) {
      result.completeExceptionally(closed);
    }
    return result;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
