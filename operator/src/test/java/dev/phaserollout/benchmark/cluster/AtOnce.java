package dev.phaserollout.benchmark.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many requests beside each other, to fill a cluster in bearable time. */
final class AtOnce {

  private static final int THREADS = 8;

  private AtOnce() {}

  /** Does it for every number from 0; the first that fails fails all. */
  static void run(int count, IntConsumer request) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CompletableFuture.allOf(
              IntStream.range(0, count)
                  .mapToObj(
                      number -> CompletableFuture.runAsync(() -> request.accept(number), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdownNow();
    }
  }
}
