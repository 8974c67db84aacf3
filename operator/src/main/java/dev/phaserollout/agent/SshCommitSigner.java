package dev.phaserollout.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.eclipse.jgit.lib.GpgSignature;

/**
 * Signatures in the form of {@code ssh-keygen -Y sign -n git} (PROTOCOL.sshsig of OpenSSH): what is
 * signed is the namespace and a hash of the content, so that it can mean nothing else.
 */
final class SshCommitSigner implements CommitSigner {

  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final String NAMESPACE = "git";
  private static final String RESERVED = "";
  private static final String HASH = "sha512";
  private static final int COLUMNS = 70;

  private final KeyPair key;

  SshCommitSigner(KeyPair key) {
    this.key = key;
  }

  @Override
  public GpgSignature sign(byte[] content) throws IOException {
    Buffer signed = new ByteArrayBuffer();
    signed.putRawBytes(MAGIC);
    signed.putString(NAMESPACE);
    signed.putString(RESERVED);
    signed.putString(HASH);
    signed.putBytes(sha512(content));

    Buffer publicKey = new ByteArrayBuffer();
    publicKey.putRawPublicKey(key.getPublic());
    Buffer signature = new ByteArrayBuffer();
    signature.putRawBytes(MAGIC);
    signature.putUInt(VERSION);
    signature.putBytes(publicKey.getCompactData());
    signature.putString(NAMESPACE);
    signature.putString(RESERVED);
    signature.putString(HASH);
    signature.putBytes(signatureOf(signed.getCompactData()));
    return new GpgSignature(armored(signature.getCompactData()));
  }

  private byte[] signatureOf(byte[] data) throws IOException {
    String type = KeyUtils.getKeyType(key);
    // The plain RSA signature of SSH is over SHA-1, which nobody accepts any more.
    String algorithm =
        KeyPairProvider.SSH_RSA.equals(type) ? KeyUtils.RSA_SHA512_KEY_TYPE_ALIAS : type;
    try {
      Signature signer = BuiltinSignatures.fromFactoryName(algorithm).create();
      signer.initSigner(null, key.getPrivate());
      signer.update(null, data);
      Buffer blob = new ByteArrayBuffer();
      blob.putString(algorithm);
      blob.putBytes(signer.sign(null));
      return blob.getCompactData();
    } catch (Exception unusable) {
      throw new IOException("the signing key of type " + type + " cannot sign", unusable);
    }
  }

  private static byte[] sha512(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(content);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] armored(byte[] signature) {
    String lines = Base64.getMimeEncoder(COLUMNS, new byte[] {'\n'}).encodeToString(signature);
    return ("-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
