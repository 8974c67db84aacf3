package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.controlplane.TestCertificate;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers that misbehave: whatever they do, it is an error, soon, and nothing is leaked. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProviderFaultsIT {

  @TempDir Path folder;
  private FaultyProvider server;

  @BeforeEach
  void start() throws IOException {
    server = FaultyProvider.plain();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/redirect | answered HTTP 302, a redirect; none is followed",
        "/huge     | answered with more than 1 MiB, which is not read",
        "/silent   | did not answer within 1s",
        "/stalls   | did not answer within 1s",
        "/cut      | broke the connection",
        "/html     | answered with what is no JSON",
        "/gone     | answered HTTP 503",
      })
  void a_fault_is_an_error_that_names_the_provider_and_echoes_nothing(String path, String says) {
    try (Measuring measuring = http("")) {
      Measurement measured = measuring.now(Gates.http("main", path, "$[0]", "result > 0.0"));

      assertThat(measured.verdict()).isEqualTo(Verdict.ERROR);
      assertThat(measured.message()).startsWith("provider 'main' " + says).doesNotContain("s3cret");
    }
    assertThat(server.paths()).containsExactly(path);
  }

  @ParameterizedTest
  @CsvSource({"/redirect", "/huge", "/silent", "/html", "/gone"})
  void a_query_to_such_a_provider_is_an_error_too(String path) {
    try (Measuring measuring =
        new Measuring(
            "providers: [{name: main, type: prometheus, timeout: 1s, address: '"
                + address()
                + path
                + "'}]")) {
      Measurement measured = measuring.now(Gates.query("up", "result > 0.0"));

      assertThat(measured.verdict()).isEqualTo(Verdict.ERROR);
      assertThat(measured.message()).startsWith("provider 'main' ").doesNotContain("s3cret");
    }
  }

  @Test
  void an_answer_of_a_mebibyte_is_read() {
    try (Measuring measuring = http("")) {
      assertThat(measuring.now(Gates.http("main", "/largest", "$[0]", "result == 5")).verdict())
          .isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void a_port_that_nobody_listens_on_and_a_name_that_nobody_knows_are_errors() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertThat(messageFrom("http://127.0.0.1:" + closed))
        .contains("cannot be reached: the connection was refused");
    assertThat(messageFrom("http://no-such-host.invalid"))
        .contains("has an address that no name server knows");
  }

  @Test
  void a_bearer_token_is_read_anew_when_it_was_rotated() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "one\n");
    try (Measuring measuring = http(", bearerTokenFile: '" + token + "'")) {
      measuring.now(Gates.http("main", "/a", "$.status", "true"));
      Files.writeString(token, "two\n");
      measuring.now(Gates.http("main", "/a", "$.status", "true"));
    }
    assertThat(server.authorizations()).containsExactly("Bearer one", "Bearer two");
  }

  @Test
  void a_user_and_a_password_are_sent_as_basic() throws IOException {
    Path user = Files.writeString(folder.resolve("user"), "me");
    Path password = Files.writeString(folder.resolve("password"), "pä:ss");
    try (Measuring measuring =
        http(", usernameFile: '" + user + "', passwordFile: '" + password + "'")) {
      measuring.now(Gates.http("main", "/a", "$.status", "true"));
    }
    assertThat(server.authorizations())
        .containsExactly(
            "Basic "
                + Base64.getEncoder().encodeToString("me:pä:ss".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_credential_that_cannot_be_had_is_an_error_and_nothing_is_sent() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines"), "s3cret\nX-Other: 1");
    for (Path token : new Path[] {folder.resolve("absent"), lines}) {
      try (Measuring measuring = http(", bearerTokenFile: '" + token + "'")) {
        Measurement measured = measuring.now(Gates.http("main", "/a", "$.status", "true"));

        assertThat(measured.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(measured.message()).contains(token.toString()).doesNotContain("s3cret");
      }
    }
    assertThat(server.paths()).isEmpty();
  }

  @Test
  void tls_trusts_the_certificates_of_the_file_and_follows_when_they_change() throws Exception {
    TestCertificate ours = TestCertificate.make(folder, "ours", "ip:127.0.0.1");
    TestCertificate other = TestCertificate.make(folder, "other", "ip:127.0.0.1");
    Path ca = Files.copy(other.pem(), folder.resolve("ca.pem"));
    try (FaultyProvider tls = FaultyProvider.tls(ours.server());
        Measuring measuring = tls(tls, ", caFile: '" + ca + "'")) {
      assertThat(measured(measuring).message()).contains("is not trusted: TLS failed");

      Files.copy(ours.pem(), ca, StandardCopyOption.REPLACE_EXISTING);

      assertThat(measured(measuring).verdict()).isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void tls_is_refused_without_the_file_for_another_name_and_where_there_is_none() throws Exception {
    TestCertificate foreign = TestCertificate.make(folder, "foreign", "dns:elsewhere.example");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    try (FaultyProvider tls = FaultyProvider.tls(foreign.server());
        Measuring unknown = tls(tls, "");
        Measuring misnamed = tls(tls, ", caFile: '" + foreign.pem() + "'");
        Measuring without = tls(tls, ", caFile: '" + empty + "'")) {
      assertThat(measured(unknown).message()).contains("is not trusted: TLS failed");
      assertThat(measured(misnamed).message()).contains("is not trusted: TLS failed");
      assertThat(measured(without).message()).contains("its caFile " + empty + " cannot be used");
    }
  }

  @Test
  void a_measurement_that_is_given_up_closes_its_connection() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Measuring measuring = measuring("http://127.0.0.1:" + silent.getLocalPort(), "5m", "")) {
      CompletableFuture<Measurement> measurement =
          measuring
              .measurer()
              .measure(
                  Gates.request(
                      Gates.http("main", "/a", "$", "true"), 1, Instant.now(), Duration.ZERO));
      try (Socket connection = silent.accept()) {
        connection.setSoTimeout(30_000);
        assertThat(connection.getInputStream().read()).isEqualTo('G');

        measurement.cancel(true);

        assertThat(closedByTheOtherEnd(connection)).isTrue();
      }
    }
  }

  /** Reads to the end; a connection that stays open ends the test by a time-out instead. */
  private static boolean closedByTheOtherEnd(Socket connection) throws IOException {
    try {
      connection.getInputStream().readAllBytes();
      return true;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static Measurement measured(Measuring measuring) {
    return measuring.now(Gates.http("main", "/a", "$.status", "result == 'success'"));
  }

  private static Measuring tls(FaultyProvider server, String more) {
    return measuring("https://127.0.0.1:" + server.port(), "5s", more);
  }

  private Measuring http(String more) {
    return measuring(address(), "1s", more);
  }

  private static String messageFrom(String address) {
    try (Measuring measuring = measuring(address, "20s", "")) {
      Measurement measured = measuring.now(Gates.http("main", "/a", "$", "true"));
      assertThat(measured.verdict()).isEqualTo(Verdict.ERROR);
      return measured.message();
    }
  }

  private static Measuring measuring(String address, String timeout, String more) {
    return new Measuring(
        "providers: [{name: main, type: http, timeout: "
            + timeout
            + ", address: '"
            + address
            + "'"
            + more
            + "}]");
  }

  private String address() {
    return "http://127.0.0.1:" + server.port();
  }
}
