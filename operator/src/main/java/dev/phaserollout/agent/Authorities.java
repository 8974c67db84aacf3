package dev.phaserollout.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/**
 * The authorities that the certificate of an HTTPS server is checked with, in place of those that
 * the JVM trusts: whoever names their own wants no other to speak for that server.
 */
final class Authorities implements HttpConnectionFactory {

  /** The key of the Secret that has them, as Secrets of TLS have it. */
  static final String KEY = "ca.crt";

  private final HttpConnectionFactory connections = new JDKHttpConnectionFactory();
  private final TrustManager[] trusted;

  private Authorities(TrustManager[] trusted) {
    this.trusted = trusted;
  }

  /** Those of a Secret, or an {@link AgentFailure} where what it has under the key is none. */
  static Optional<Authorities> read(SecretFolder secret) {
    Optional<String> pem = secret.value(KEY);
    if (pem.isEmpty()) {
      return Optional.empty();
    }
    Collection<? extends Certificate> certificates = certificates(pem.get());
    if (certificates.isEmpty()) {
      throw secret.refused(
          "found '" + KEY + "' without a certificate",
          "one or more in PEM, each between '-----BEGIN CERTIFICATE-----' and '-----END"
              + " CERTIFICATE-----'",
          "write the authority of the server there, or leave the key out to trust what the image"
              + " trusts");
    }
    return Optional.of(new Authorities(trusting(certificates)));
  }

  private static Collection<? extends Certificate> certificates(String pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    } catch (CertificateException none) {
      return List.of();
    }
  }

  private static TrustManager[] trusting(Collection<? extends Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("every Java can trust a certificate", impossible);
    }
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return checked(url, connections.create(url));
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return checked(url, connections.create(url, proxy));
  }

  @SuppressWarnings("NullAway") // the library's words for "no key" and "the usual randomness"
  private HttpConnection checked(URL url, HttpConnection connection) throws IOException {
    if (url.getProtocol().equalsIgnoreCase("https")) {
      try {
        connection.configure(null, trusted, null);
      } catch (NoSuchAlgorithmException | KeyManagementException impossible) {
        throw new IllegalStateException("every Java has TLS", impossible);
      }
    }
    return connection;
  }
}
