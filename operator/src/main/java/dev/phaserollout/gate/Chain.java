package dev.phaserollout.gate;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Futures that hand a cancellation on to what they wait for. The JDK's hand on results only, so
 * that a request which nobody waits for any more would stay open.
 */
final class Chain {

  private Chain() {}

  /** What follows from a result. */
  static <A, B> CompletableFuture<B> after(CompletableFuture<A> first, Function<A, B> then) {
    CompletableFuture<B> second = first.thenApply(then);
    whenDone(second, (result, failure) -> first.cancel(true));
    return second;
  }

  /** What is asked once a result is there. */
  static <A, B> CompletableFuture<B> thenAsk(
      CompletableFuture<A> first, Function<A, CompletableFuture<B>> next) {
    CompletableFuture<B> second = new CompletableFuture<>();
    whenDone(
        first,
        (value, failure) -> {
          if (failure == null) {
            into(second, () -> next.apply(value));
          } else {
            second.completeExceptionally(failure);
          }
        });
    whenDone(second, (result, failure) -> first.cancel(true));
    return second;
  }

  /** Starts a task and gives a future its result, whatever it is. */
  static <T> void into(CompletableFuture<T> result, Supplier<CompletableFuture<T>> task) {
    CompletableFuture<T> work;
    try {
      work = task.get();
    } catch (RuntimeException defect) {
      result.completeExceptionally(defect);
      return;
    }
    whenDone(result, (value, failure) -> work.cancel(true));
    whenDone(
        work,
        (value, failure) -> {
          if (failure == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failure);
          }
        });
  }

  /**
   * Does something when a future is done, cancelled too. The action must not throw.
   *
   * @param action takes a result, or a failure beside a result that is null
   */
  @SuppressWarnings("FutureReturnValueIgnored") // it would only tell of an action that throws
  static <T> void whenDone(
      CompletableFuture<T> future, BiConsumer<? super T, ? super @Nullable Throwable> action) {
    future.whenComplete(action);
  }
}
