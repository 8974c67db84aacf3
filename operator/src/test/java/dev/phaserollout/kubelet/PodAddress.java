package dev.phaserollout.kubelet;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The address of a pod: one of the loopback network for each, so that on Linux its processes can
 * listen on it beside those of other pods.
 *
 * @param ip an IPv4 address
 */
record PodAddress(String ip) {
  /** The address of the node. */
  static final String HOST = "127.0.0.1";

  private static final int SIZE = 250;

  /** Hands out addresses; after some fifteen million pods they come again. */
  static final class Pool {
    private final AtomicInteger next = new AtomicInteger();

    PodAddress take() {
      int number = Math.floorMod(next.getAndIncrement(), SIZE * SIZE * SIZE);
      return new PodAddress(
          "127."
              + (1 + number / SIZE / SIZE)
              + "."
              + (1 + number / SIZE % SIZE)
              + "."
              + (1 + number % SIZE));
    }
  }
}
