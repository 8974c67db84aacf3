package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ApiConnectionsTest {

  @Test
  void chacha_comes_first_and_the_rest_stays_in_its_order() {
    assertThat(
            ApiConnections.chachaFirst(
                new String[] {
                  "TLS_AES_256_GCM_SHA384",
                  "TLS_CHACHA20_POLY1305_SHA256",
                  "TLS_AES_128_GCM_SHA256",
                  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
                }))
        .containsExactly(
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256");
  }

  @Test
  void no_cipher_that_this_java_offers_is_missing() throws NoSuchAlgorithmException {
    String[] usual = SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites();
    assertThat(ApiConnections.chachaFirst(usual)).containsExactlyInAnyOrder(usual);
  }
}
