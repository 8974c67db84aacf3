package dev.phaserollout.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One client a provider, made when it is first asked. Safe for use by several threads. */
final class ProviderClients implements AutoCloseable {

  private final Map<Provider, ProviderClient> clients = new ConcurrentHashMap<>();

  ProviderClient of(Provider provider) {
    return clients.computeIfAbsent(provider, ProviderClient::new);
  }

  @Override
  public void close() {
    clients.values().forEach(ProviderClient::close);
  }
}
