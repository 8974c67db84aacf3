package dev.phaserollout.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * Git over SSH: whoever has the key may have {@code git-upload-pack} and {@code git-receive-pack}
 * run on the repositories of a folder, and nothing else.
 */
public final class SshGitServer implements AutoCloseable {

  private final SshServer ssh;
  private final KeyPair host;

  private SshGitServer(SshServer ssh, KeyPair host) {
    this.ssh = ssh;
    this.host = host;
  }

  /** A server that lets the owner of a key in. */
  public static SshGitServer of(Path root, KeyPair client)
      throws IOException, GeneralSecurityException {
    KeyPair host = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    SshServer ssh = SshServer.setUpDefaultServer();
    ssh.setHost("127.0.0.1");
    ssh.setPort(0);
    ssh.setKeyPairProvider(KeyPairProvider.wrap(host));
    ssh.setPublickeyAuthenticator(
        (user, key, session) -> KeyUtils.compareKeys(key, client.getPublic()));
    ssh.setCommandFactory((channel, command) -> new GitCommand(root, command));
    ssh.start();
    return new SshGitServer(ssh, host);
  }

  public String url(String name) {
    return "ssh://git@127.0.0.1:" + ssh.getPort() + "/" + name;
  }

  /** The line of known_hosts by which the server is known. */
  public String knownHost() {
    return knownHost(host);
  }

  /** The line that a server of this address and another key would have. */
  public String knownHost(KeyPair key) {
    StringWriter line = new StringWriter();
    try {
      line.append("[127.0.0.1]:").append(String.valueOf(ssh.getPort())).append(' ');
      PublicKeyEntry.appendPublicKeyEntry(line, key.getPublic());
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    ssh.stop(true);
  }

  /** A process of Git on the channel. */
  private static final class GitCommand implements Command {

    private final Path root;
    private final String command;
    private final List<Thread> threads = new ArrayList<>();
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback callback;
    private Process process;

    GitCommand(Path root, String command) {
      this.root = root;
      this.command = command;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
      callback = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
      String[] words = command.split(" ", 2);
      if (!words[0].equals("git-upload-pack") && !words[0].equals("git-receive-pack")) {
        callback.onExit(1, "only git");
        return;
      }
      String name = words[1].replace("'", "");
      ProcessBuilder builder =
          new ProcessBuilder(words[0], root.resolve(name.substring(1)).toString());
      String protocol = environment.getEnv().get("GIT_PROTOCOL");
      if (protocol != null) {
        builder.environment().put("GIT_PROTOCOL", protocol);
      }
      process = builder.start();
      thread(() -> pass(in, process.getOutputStream()), process.getOutputStream());
      thread(() -> pass(process.getErrorStream(), err), err);
      thread(
          () -> {
            pass(process.getInputStream(), out);
            callback.onExit(process.waitFor());
          },
          out);
    }

    /** Passes on what there is, as soon as it is there: Git waits for an answer. */
    private static void pass(InputStream from, OutputStream to) throws IOException {
      byte[] some = new byte[8192];
      for (int read = from.read(some); read >= 0; read = from.read(some)) {
        to.write(some, 0, read);
        to.flush();
      }
    }

    private interface Work {
      void run() throws IOException, InterruptedException;
    }

    private void thread(Work work, OutputStream to) {
      Thread thread =
          new Thread(
              () -> {
                try (to) {
                  work.run();
                } catch (IOException | InterruptedException gone) {
                  // the other side has hung up
                }
              });
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }

    @Override
    public void destroy(ChannelSession channel) {
      if (process != null) {
        process.destroy();
      }
      threads.forEach(Thread::interrupt);
    }
  }
}
