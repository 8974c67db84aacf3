package dev.phaserollout.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A client whose process dies at a certain write: that one and all later ones never leave it. The
 * rest of the process lives on without hands, which is what the API server sees of a crash. Events
 * are not counted: they are written beside the reconcile threads and decide nothing.
 */
final class Crashes implements Interceptor {

  private final AtomicInteger left;
  private final CountDownLatch died = new CountDownLatch(1);

  private final AtomicReference<String> dyingWords = new AtomicReference<>("");

  private final boolean dryRunsCount;

  private Crashes(int writes, boolean dryRunsCount) {
    this.left = new AtomicInteger(writes);
    this.dryRunsCount = dryRunsCount;
  }

  /** A crash after that many writes have left. */
  static Crashes after(int writes) {
    return new Crashes(writes, true);
  }

  /** A crash after that many writes that changed something: dry runs of a preflight pass freely. */
  static Crashes afterKept(int writes) {
    return new Crashes(writes, false);
  }

  /** From now on nothing that it writes leaves it. */
  void now() {
    left.set(0);
  }

  KubernetesClient client(KubernetesClient of) {
    Config config = of.getConfiguration();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("crash", this))
        .build();
  }

  /** Whether the crash has come. */
  boolean dead() {
    return died.getCount() == 0;
  }

  /** The name of the object that it was about to write when it died. */
  String lastName() {
    HasMetadata object = Serialization.unmarshal(dyingWords.get(), GenericKubernetesResource.class);
    return object.getMetadata().getName();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (counts(request) && left.decrementAndGet() < 0) {
      dyingWords.compareAndSet("", String.valueOf(request.bodyString()));
      died.countDown();
      throw new IllegalStateException("this process is dead");
    }
  }

  private boolean counts(HttpRequest request) {
    String query = request.uri().getQuery();
    boolean dryRun = query != null && query.contains("dryRun=");
    return !"GET".equals(request.method())
        && !request.uri().getPath().contains("/events")
        && (dryRunsCount || !dryRun);
  }
}
