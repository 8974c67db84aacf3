package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.Gate;
import dev.phaserollout.engine.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A measurer with the providers of a test, asked one gate after the other. */
public final class Measuring implements AutoCloseable {

  private static final long ANSWER_WITHIN_SECONDS = 60;

  private final Measurer measurer;
  private int sequence;

  /** With providers as the configuration file has them. */
  public Measuring(String yaml) {
    ProviderFile.Reading reading = ProviderFile.parse(yaml);
    assertThat(reading.problems()).isEmpty();
    this.measurer =
        new Measurer(
            reading.providers(),
            new GateConditions(),
            (namespace, apiVersion, kind, name) ->
                CompletableFuture.completedFuture(Optional.empty()));
  }

  /** With one provider, a Prometheus without credentials. */
  public static Measuring prometheus(String address) {
    return new Measuring(
        "providers: [{name: main, type: prometheus, timeout: 5s, address: '" + address + "'}]");
  }

  /** A measurement now, in a phase that began a day ago. */
  public Measurement now(Gate gate) {
    return at(gate, Instant.now(), Duration.ofDays(1));
  }

  /** A measurement at a time, in a phase of some age. */
  public Measurement at(Gate gate, Instant now, Duration age) {
    return measurer
        .measure(Gates.request(gate, ++sequence, now, age))
        .orTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** The measurer itself. */
  public Measurer measurer() {
    return measurer;
  }

  @Override
  public void close() {
    measurer.close();
  }
}
