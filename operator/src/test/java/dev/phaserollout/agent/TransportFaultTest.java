package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jgit.errors.TransportException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Faults that no test can have at will; the others are met in RefusalsIT and SshIT. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TransportFaultTest {

  private static TransportFault fault(Throwable cause) {
    return TransportFault.of("https://git.example.com/x", new TransportException("failed", cause));
  }

  @Test
  void a_full_disk_is_called_that() {
    TransportFault fault = fault(new IOException("write failed: No space left on device"));
    assertThat(fault.words()).contains("the disk is full", "more room");
    assertThat(fault.passing()).isFalse();
  }

  @Test
  void a_certificate_that_nobody_trusts_is_called_that_and_stays() {
    TransportFault fault = fault(new SSLHandshakeException("PKIX path building failed"));
    assertThat(fault.words()).contains("certificate is not trusted", "PKIX");
    assertThat(fault.passing()).isFalse();
  }

  @Test
  void a_network_that_is_away_may_be_back_at_the_next_try() {
    assertThat(fault(new ConnectException("Connection refused")).passing()).isTrue();
    assertThat(fault(new UnknownHostException("git.example.com")).passing()).isTrue();
  }

  @Test
  void what_nobody_has_thought_of_keeps_its_own_words() {
    assertThat(fault(new IOException("x")).words()).contains("https://git.example.com/x", "failed");
  }
}
