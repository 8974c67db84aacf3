package dev.phaserollout.agent;

import dev.phaserollout.agent.Credentials.SshKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/**
 * SSH with one key and the servers of one {@code known_hosts}: no configuration file, no agent, no
 * other key of the home folder.
 */
final class SshAccess {

  private SshAccess() {}

  /**
   * @param folder a folder that the step never sees
   */
  static SshdSessionFactory factory(SshKey key, Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("ssh"));
    Path knownHosts = Files.write(home.resolve("known_hosts"), key.knownHosts());
    return new SshdSessionFactoryBuilder()
        .setHomeDirectory(home.toFile())
        .setSshDirectory(home.toFile())
        .setConfigStoreFactory((homeDir, configFile, localUser) -> null)
        .setDefaultKnownHostsFiles(ssh -> List.of(knownHosts))
        .setDefaultIdentities(ssh -> List.of())
        .setDefaultKeysProvider(ssh -> List.of(key.key()))
        .setPreferredAuthentications("publickey")
        .setConnectorFactory(null)
        .build(null);
  }
}
