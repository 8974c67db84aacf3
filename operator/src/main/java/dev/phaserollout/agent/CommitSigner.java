package dev.phaserollout.agent;

import java.io.IOException;
import org.eclipse.jgit.lib.GpgSignature;

/** Signs what commits and tags say, as {@code git verify-commit} checks it. */
interface CommitSigner {

  /** The armored signature of a commit or tag, whose bytes these are. */
  GpgSignature sign(byte[] content) throws IOException;
}
