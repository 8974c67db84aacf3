package dev.phaserollout.gate;

import dev.phaserollout.gate.PrometheusAnswer.Sample;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks a Prometheus for the value of a query at one instant. */
final class PrometheusReader {

  private static final String PATH = "/api/v1/query";

  private PrometheusReader() {}

  /**
   * Asks. A series more than are compared is asked for, to see that there are more.
   *
   * @param judge what the series say; asked only where the answer is one, and whole
   */
  static CompletableFuture<SourceAnswer> read(
      Provider provider,
      ProviderClient client,
      String query,
      Instant at,
      Function<List<Sample>, SourceAnswer> judge) {
    String form =
        "query="
            + URLEncoder.encode(query, StandardCharsets.UTF_8)
            + "&time="
            + at
            + "&timeout="
            + provider.timeout().toMillis()
            + "ms&limit="
            + (MeasuredValue.NUMBERS_MAX + 1);
    return Chain.after(client.post(PATH, form), answer -> answer(provider, answer, judge));
  }

  private static SourceAnswer answer(
      Provider provider, HttpAnswer answer, Function<List<Sample>, SourceAnswer> judge) {
    String who = "provider '" + provider.name() + "' ";
    if (answer instanceof HttpAnswer.Failed failed) {
      return new SourceAnswer.Broken(who + failed.why());
    }
    PrometheusAnswer read = PrometheusAnswer.read((HttpAnswer.Answered) answer);
    if (read instanceof PrometheusAnswer.Series series) {
      return judge.apply(series.samples());
    }
    if (read instanceof PrometheusAnswer.Partial partial) {
      return new SourceAnswer.Unclear(
          who + "warns that the answer is partial: " + partial.warning());
    }
    return read instanceof PrometheusAnswer.Refused refused
        ? new SourceAnswer.Broken(who + "refuses the query: " + refused.error())
        : new SourceAnswer.Broken(who + ((PrometheusAnswer.Strange) read).why());
  }
}
