package dev.phaserollout.gate;

/** What a provider speaks. */
public enum ProviderType {
  /** The HTTP API of Prometheus, Thanos, Mimir, VictoriaMetrics. */
  PROMETHEUS("prometheus"),

  /** Anything that answers a GET with JSON. */
  HTTP("http");

  private final String word;

  ProviderType(String word) {
    this.word = word;
  }

  /** The word that the configuration uses. */
  public String word() {
    return word;
  }
}
