package dev.phaserollout.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.eclipse.jgit.lib.GpgSignature;

/** Detached signatures of OpenPGP, as {@code gpg --detach-sign --armor} makes them. */
final class PgpCommitSigner implements CommitSigner {

  private final PGPSecretKey secret;
  private final PGPPrivateKey key;

  private PgpCommitSigner(PGPSecretKey secret, PGPPrivateKey key) {
    this.secret = secret;
    this.key = key;
  }

  /** The signer with a key as {@code gpg --export-secret-keys --armor} writes it. */
  static PgpCommitSigner of(SecretFolder folder, String name, String armored) {
    char[] passphrase = folder.value("passphrase").orElse("").toCharArray();
    try {
      PGPSecretKey secret =
          signingKey(armored)
              .orElseThrow(
                  () ->
                      folder.refused(
                          "found a key '" + name + "' that cannot sign",
                          "an OpenPGP key that can",
                          "export one with gpg --armor --export-secret-keys"));
      return new PgpCommitSigner(
          secret,
          secret.extractPrivateKey(
              new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                  .build(passphrase)));
    } catch (IOException | PGPException | RuntimeException unreadable) {
      if (unreadable instanceof AgentFailure failure) {
        throw failure;
      }
      throw folder.refused(
          "found a key '" + name + "' that cannot be opened",
          "a secret key of OpenPGP, without passphrase or with it under 'passphrase'",
          "export it with gpg --armor --export-secret-keys");
    }
  }

  /** The last one that can sign: gpg prefers subkeys too. */
  private static Optional<PGPSecretKey> signingKey(String armored)
      throws IOException, PGPException {
    Optional<PGPSecretKey> found = Optional.empty();
    try (InputStream in =
        PGPUtil.getDecoderStream(
            new ByteArrayInputStream(armored.getBytes(StandardCharsets.US_ASCII)))) {
      PGPSecretKeyRingCollection rings = new BcPGPSecretKeyRingCollection(in);
      for (PGPSecretKeyRing ring : rings) {
        for (Iterator<PGPSecretKey> keys = ring.getSecretKeys(); keys.hasNext(); ) {
          PGPSecretKey candidate = keys.next();
          if (candidate.isSigningKey() && !candidate.isPrivateKeyEmpty() && maySign(candidate)) {
            found = Optional.of(candidate);
          }
        }
      }
    }
    return found;
  }

  /** What a key can do by its algorithm it may yet not be meant for, such as encryption only. */
  private static boolean maySign(PGPSecretKey key) {
    boolean limited = false;
    for (Iterator<PGPSignature> all = key.getPublicKey().getSignatures(); all.hasNext(); ) {
      PGPSignatureSubpacketVector facts = all.next().getHashedSubPackets();
      int uses = facts == null ? 0 : facts.getKeyFlags();
      if ((uses & KeyFlags.SIGN_DATA) != 0) {
        return true;
      }
      limited |= uses != 0;
    }
    return !limited && key.isMasterKey();
  }

  @Override
  public GpgSignature sign(byte[] content) throws IOException {
    try {
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(
                  secret.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
              secret.getPublicKey());
      generator.init(PGPSignature.BINARY_DOCUMENT, key);
      PGPSignatureSubpacketGenerator facts = new PGPSignatureSubpacketGenerator();
      facts.setIssuerFingerprint(false, secret.getPublicKey());
      generator.setHashedSubpackets(facts.generate());
      generator.update(content);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ArmoredOutputStream armor = new ArmoredOutputStream(out)) {
        generator.generate().encode(new BCPGOutputStream(armor));
      }
      return new GpgSignature(out.toByteArray());
    } catch (PGPException unusable) {
      throw new IOException("the signing key cannot sign", unusable);
    }
  }
}
