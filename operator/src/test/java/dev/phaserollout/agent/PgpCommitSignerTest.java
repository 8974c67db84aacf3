package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PgpCommitSignerTest {

  private static final byte[] COMMIT = "tree 1\n\nfeat: deploy\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private final PGPKeyPair pair = pair();

  private static PGPKeyPair pair() {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), new SecureRandom(), 2_048, 12));
    try {
      return new BcPGPKeyPair(
          PublicKeyPacket.VERSION_4,
          PublicKeyAlgorithmTags.RSA_GENERAL,
          generator.generateKeyPair(),
          new Date(0));
    } catch (PGPException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static PGPSignatureSubpacketVector uses(int flags) {
    PGPSignatureSubpacketGenerator facts = new PGPSignatureSubpacketGenerator();
    facts.setKeyFlags(false, flags);
    return facts.generate();
  }

  /** As gpg makes them: a key that signs, and one beside it for encryption only. */
  private String armored(String passphrase) throws IOException, PGPException {
    PGPDigestCalculator sha1 = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
    PGPKeyRingGenerator ring =
        new PGPKeyRingGenerator(
            PGPSignature.POSITIVE_CERTIFICATION,
            pair,
            "Bot <bot@example.com>",
            sha1,
            uses(KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA),
            null,
            new BcPGPContentSignerBuilder(
                PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA256),
            new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256, sha1)
                .build(passphrase.toCharArray()));
    ring.addSubKey(pair(), uses(KeyFlags.ENCRYPT_COMMS), null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream armor = new ArmoredOutputStream(out)) {
      ring.generateSecretKeyRing().encode(armor);
    }
    return out.toString(StandardCharsets.US_ASCII);
  }

  private CommitSigner signer(String passphrase) throws IOException, PGPException {
    Files.writeString(folder.resolve("gpg-privatekey"), armored("correct horse"));
    Files.writeString(folder.resolve("passphrase"), passphrase + "\n");
    return SigningReader.read(new SecretFolder(folder, "workspace.git.signing.secretRef"));
  }

  @Test
  void a_signature_is_of_the_key_that_signs_and_of_the_content() throws IOException, PGPException {
    String armored = signer("correct horse").sign(COMMIT).toExternalString();
    assertThat(armored).startsWith("-----BEGIN PGP SIGNATURE-----\n");
    assertThat(isGood(armored, COMMIT)).isTrue();
    assertThat(isGood(armored, "another".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  private boolean isGood(String armored, byte[] content) throws IOException, PGPException {
    PGPSignatureList list =
        (PGPSignatureList)
            new BcPGPObjectFactory(
                    PGPUtil.getDecoderStream(
                        new ByteArrayInputStream(armored.getBytes(StandardCharsets.US_ASCII))))
                .nextObject();
    PGPSignature signature = list.get(0);
    assertThat(signature.getKeyID()).isEqualTo(pair.getKeyID());
    signature.init(new BcPGPContentVerifierBuilderProvider(), pair.getPublicKey());
    signature.update(content);
    return signature.verify();
  }

  @Test
  void a_key_that_the_passphrase_does_not_open_is_named_and_neither_is_quoted() {
    assertThatThrownBy(() -> signer("wrong"))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("workspace.git.signing.secretRef: found a key 'gpg-privatekey'")
        .hasMessageContaining("passphrase")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void a_secret_without_a_key_is_told_what_is_expected() {
    SecretFolder empty = new SecretFolder(folder, "workspace.git.signing.secretRef");
    assertThatThrownBy(() -> SigningReader.read(empty))
        .hasMessageContaining("found no keys, expected ssh-privatekey or gpg-privatekey");
  }
}
