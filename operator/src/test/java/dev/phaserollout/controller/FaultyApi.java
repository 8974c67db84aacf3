package dev.phaserollout.controller;

import dev.phaserollout.job.Requests;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An API server that answers as a test says, and remembers what it was asked. What no answer is
 * given for is not found. Its client asks once, so that a fault is seen and not waited out.
 */
final class FaultyApi implements AutoCloseable {

  static final String JOBS = "/apis/batch/v1/namespaces/shop/jobs";
  static final String JOB = JOBS + "/" + Requests.NAME;
  static final String ROLLOUT =
      "/apis/phaserollout.dev/v1alpha1/namespaces/shop/phaserollouts/checkout";
  static final String STATUS = ROLLOUT + "/status";

  /** The server tells of every start and stop; held, because loggers are forgotten otherwise. */
  private static final Logger TALK = Logger.getLogger("io.fabric8.mockwebserver");

  static {
    TALK.setLevel(Level.WARNING);
  }

  private final KubernetesMockServer server = new KubernetesMockServer(false);
  private final KubernetesClient client;
  private final List<RecordedRequest> asked = new ArrayList<>();

  FaultyApi() {
    server.init();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.url("/"))
            .withRequestRetryBackoffLimit(0)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  KubernetesClient client() {
    return client;
  }

  /** Answers every such request with that object. */
  FaultyApi answer(HttpMethod method, String path, int code, Object body) {
    var expectation = server.expect();
    var on =
        switch (method) {
          case GET -> expectation.get();
          case POST -> expectation.post();
          case PUT -> expectation.put();
          case PATCH -> expectation.patch();
          case DELETE -> expectation.delete();
          default -> throw new IllegalArgumentException(method.name());
        };
    on.withPath(path).andReturn(code, body).always();
    return this;
  }

  /** Refuses every such request. */
  FaultyApi refuse(HttpMethod method, String path, int code, String reason, String message) {
    return answer(method, path, code, refusal(code, reason, message));
  }

  static Status refusal(int code, String reason, String message) {
    return new StatusBuilder()
        .withStatus("Failure")
        .withCode(code)
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  /** What an API server says of a namespace that is being deleted. */
  static Status terminating() {
    return new StatusBuilder(refusal(403, "Forbidden", "namespace shop is being terminated"))
        .withNewDetails()
        .addNewCause(
            "metadata.namespace", "namespace shop is being terminated", "NamespaceTerminating")
        .endDetails()
        .build();
  }

  /** From here on nobody listens at its address. */
  void stopAnswering() {
    server.destroy();
  }

  /** All requests so far, each as method and path. */
  List<String> asked() {
    return requests().stream()
        .map(request -> request.getMethod() + " " + request.getPath())
        .toList();
  }

  /** The body of the newest request. */
  String lastBody() {
    List<RecordedRequest> all = requests();
    return all.get(all.size() - 1).getUtf8Body();
  }

  private List<RecordedRequest> requests() {
    while (asked.size() < server.getRequestCount()) {
      try {
        asked.add(Objects.requireNonNull(server.takeRequest(1, TimeUnit.SECONDS)));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return asked;
  }

  @Override
  public void close() {
    client.close();
    try {
      server.destroy();
    } catch (RejectedExecutionException alreadyGone) {
      // Its shutdown awaits on an event loop that may have ended by itself a moment before.
    }
  }
}
