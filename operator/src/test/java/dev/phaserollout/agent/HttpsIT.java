package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.controlplane.TestCertificate;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over HTTPS, at a server whose certificate no Java trusts by itself. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpsIT {

  @TempDir Path folder;

  private Project project;
  private TestCertificate certificate;
  private GitServer server;
  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    project = Project.in(folder);
    certificate = TestCertificate.make(folder, "internal", "DNS:localhost");
    serve(certificate);
  }

  private void serve(TestCertificate shown) throws IOException {
    server = GitServer.secured(folder, shown.server());
    bench = Bench.of(folder, server.url("shop.git"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void with_its_authority_in_the_secret_a_step_is_checked_out_and_pushed() throws IOException {
    bench.credential("ca.crt", Files.readString(certificate.pem()));
    String base = project.head();
    ErrandResult finished =
        bench.pod(base).write("docs/a.md", "a\n").finish("observe", base, "docs");
    assertThat(finished.outcome()).isEqualTo(Outcome.Advanced);
    assertThat(project.head()).isEqualTo(finished.commit().orElseThrow());
  }

  @Test
  void without_it_the_message_says_where_it_belongs_and_no_credential_is_sent() {
    assertThatThrownBy(() -> bench.pod(project.head()))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("its certificate is not trusted")
        .hasMessageContaining("ca.crt");
    assertThat(server.authorizations()).isEmpty();
  }

  @Test
  void the_authority_of_another_server_is_none() throws Exception {
    TestCertificate other = TestCertificate.make(folder, "other", "DNS:localhost");
    bench.credential("ca.crt", Files.readString(other.pem()));
    assertThatThrownBy(() -> bench.pod(project.head()))
        .hasMessageContaining("its certificate is not trusted");
    assertThat(server.authorizations()).isEmpty();
  }

  @Test
  void a_certificate_for_another_name_is_not_believed() throws Exception {
    server.close();
    TestCertificate elsewhere = TestCertificate.make(folder, "elsewhere", "DNS:git.example.com");
    serve(elsewhere);
    bench.credential("ca.crt", Files.readString(elsewhere.pem()));
    assertThatThrownBy(() -> bench.pod(project.head()))
        .hasMessageContaining("its certificate is not trusted")
        .hasMessageContaining("the name that it is made for");
    assertThat(server.authorizations()).isEmpty();
  }

  @Test
  void an_authority_that_is_none_is_named_and_not_quoted() throws IOException {
    bench.credential("ca.crt", "top secret");
    assertThatThrownBy(() -> bench.pod(project.head()))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("found 'ca.crt' without a certificate")
        .hasMessageNotContaining("top secret");
  }
}
