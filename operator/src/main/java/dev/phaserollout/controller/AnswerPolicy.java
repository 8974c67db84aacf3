package dev.phaserollout.controller;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What the API server has to hold so that nobody answers in the name of another: a
 * ValidatingAdmissionPolicy and the binding that puts it in force. Made from the file from which
 * the chart makes both.
 *
 * @param name of the policy and of its binding; it ends in a digest of the file, so that a policy
 *     that says something else is another object
 * @param policy the spec of the one
 * @param binding the spec of the other
 */
public record AnswerPolicy(String name, Map<String, Object> policy, Map<String, Object> binding) {

  /** What the API server checks answers with. */
  static final String API_VERSION = "admissionregistration.k8s.io/v1";

  private static final String FILE = "policies/approvals.yaml";
  private static final int DIGEST_LENGTH = 8;

  /** Keeps one canonical form of both, by which they are compared. */
  public AnswerPolicy {
    policy = CanonicalFields.of(policy);
    binding = CanonicalFields.of(binding);
  }

  private static final class Shipped {
    static final AnswerPolicy POLICY = read();
  }

  /** The one that this operator was built with. */
  public static AnswerPolicy shipped() {
    return Shipped.POLICY;
  }

  private static AnswerPolicy read() {
    try (InputStream in = AnswerPolicy.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing; build the program with Maven");
      }
      byte[] file = in.readAllBytes();
      String name = "phaserollout-approvals-" + digest(file).substring(0, DIGEST_LENGTH);
      Map<String, Object> spec = fields(new String(file, StandardCharsets.UTF_8));
      return new AnswerPolicy(
          name, spec, Map.of("policyName", name, "validationActions", List.of("Deny")));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @SuppressWarnings("unchecked") // the keys of YAML objects are texts
  private static Map<String, Object> fields(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, Map.class);
  }

  private static String digest(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
