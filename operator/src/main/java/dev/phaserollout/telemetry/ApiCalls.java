package dev.phaserollout.telemetry;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts what a client asks of the API server: each request that may change something once it was
 * answered, and every request that failed. Requests that the client repeats by itself count each
 * time; one without an answer counts when the client is about to repeat it, which is where it tells
 * of that. For {@code KubernetesClientBuilder.withHttpClientBuilderConsumer(builder ->
 * builder.addOrReplaceInterceptor("api-calls", …))}.
 */
public final class ApiCalls implements Interceptor {

  private static final int FIRST_ERROR = 400;
  private static final String NO_ANSWER = "connection";

  private final Meters meters;

  /**
   * @param registry where it counts
   */
  public ApiCalls(MeterRegistry registry) {
    this.meters = new Meters(registry);
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    Optional<ApiPath> path = ApiPath.of(request.uri());
    String verb = verb(request, path);
    if (changes(request)) {
      meters.count(
          Metric.API_WRITES,
          verb,
          path.map(ApiPath::resource).orElse(LabelWords.OTHER),
          path.map(ApiPath::subresource).orElse(LabelWords.NONE),
          String.valueOf(path.filter(ApiPath::dryRun).isPresent()));
    }
    if (response.code() >= FIRST_ERROR) {
      meters.count(Metric.API_ERRORS, verb, String.valueOf(response.code()));
    }
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    meters.count(Metric.API_ERRORS, verb(request, ApiPath.of(request.uri())), NO_ANSWER);
  }

  private static boolean changes(HttpRequest request) {
    return switch (request.method()) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  /** The verbs of Kubernetes, as far as they can be told from a request. */
  private static String verb(HttpRequest request, Optional<ApiPath> path) {
    return switch (request.method()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> applies(request) ? "apply" : "patch";
      case "DELETE" -> path.filter(of -> !of.named()).isPresent() ? "deletecollection" : "delete";
      case "GET" -> "get";
      default -> request.method().toLowerCase(Locale.ROOT);
    };
  }

  private static boolean applies(HttpRequest request) {
    // fabric8 keeps the type of a body beside the headers.
    String type =
        request instanceof StandardHttpRequest sent
            ? sent.getContentType()
            : request.header("Content-Type");
    return type != null && type.startsWith("application/apply-patch");
  }
}
