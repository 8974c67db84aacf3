package dev.phaserollout.gate;

import dev.phaserollout.engine.NearestName;
import dev.phaserollout.engine.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The providers of the operator's configuration, by name. {@link ProviderFile} reads them. */
public final class Providers {

  private final Map<String, Provider> byName = new LinkedHashMap<>();
  private final Optional<String> defaultName;

  /**
   * The providers of a configuration.
   *
   * @param defaultName of the one that queries go to which name none; where empty, it is the only
   *     one that speaks Prometheus
   */
  public Providers(Collection<Provider> providers, Optional<String> defaultName) {
    providers.forEach(provider -> byName.put(provider.name(), provider));
    List<String> prometheus =
        providers.stream()
            .filter(provider -> provider.type() == ProviderType.PROMETHEUS)
            .map(Provider::name)
            .toList();
    this.defaultName =
        defaultName.or(
            () -> prometheus.size() == 1 ? Optional.of(prometheus.get(0)) : Optional.empty());
  }

  /** No provider at all: every gate that needs one says so. */
  public static Providers none() {
    return new Providers(List.of(), Optional.empty());
  }

  /** All of them, in the order of the configuration. */
  public Collection<Provider> all() {
    return List.copyOf(byName.values());
  }

  /** A provider, or why there is none: exactly one of the two is present. */
  record Lookup(Optional<Provider> provider, Optional<Problem> problem) {}

  /**
   * Looks a provider up.
   *
   * @param field where the name stands, for the problem
   * @param name as the rollout has it; null for the default one
   * @param type that it must be of
   */
  Lookup find(String field, @Nullable String name, ProviderType type) {
    Optional<String> wanted = Optional.ofNullable(name).or(() -> defaultName);
    if (wanted.isEmpty()) {
      return missing(
          new Problem(
              field,
              "no provider",
              "the name of one, because the operator's configuration names no default",
              NearestName.mend(
                  "", names(type), "have one of type " + type.word() + " configured there")));
    }
    Provider found = byName.get(wanted.get());
    if (found == null) {
      return missing(
          Problem.of(
              field,
              wanted.get(),
              "the name of a provider in the operator's configuration",
              NearestName.mend(
                  wanted.get(),
                  names(type),
                  "have one of type " + type.word() + " configured there")));
    }
    if (found.type() != type) {
      return missing(
          Problem.of(
              field,
              wanted.get(),
              "a provider of type " + type.word() + ", and this one is " + found.type().word(),
              NearestName.mend(
                  "", names(type), "have one of type " + type.word() + " configured")));
    }
    return new Lookup(Optional.of(found), Optional.empty());
  }

  private static Lookup missing(Problem problem) {
    return new Lookup(Optional.empty(), Optional.of(problem));
  }

  private List<String> names(ProviderType type) {
    return byName.values().stream()
        .filter(provider -> provider.type() == type)
        .map(Provider::name)
        .toList();
  }
}
