package dev.phaserollout.agent;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Git without a home: no configuration of the system, of the user or of JGit, and no environment.
 * The home folder of a pod is shared with the step, so a {@code .gitconfig} there would be the
 * step's word on where credentials go.
 */
final class IsolatedGit extends SystemReader.Delegate {

  /**
   * How exact the times of files are taken to be. To find out would take three seconds of the first
   * errand of every process.
   */
  private static final Duration COARSEST_FILE_TIME = Duration.ofSeconds(2);

  private IsolatedGit(SystemReader of) {
    super(of);
  }

  /** Holds for all of this JVM from now on; JGit keeps such things in one place for all. */
  static synchronized void enter() {
    SystemReader before = SystemReader.getInstance();
    if (!(before instanceof IsolatedGit)) {
      SystemReader.setInstance(new IsolatedGit(before));
    }
  }

  @Override
  public String getHostname() {
    return "phaserollout";
  }

  @Override
  @SuppressWarnings("NullAway") // JGit's word for "not set"
  public String getenv(String variable) {
    return null;
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return nothing(parent, fs);
  }

  /** A file that is never read, never written and always empty. */
  private static FileBasedConfig nothing(Config parent, FS fs) {
    return new FileBasedConfig(parent, new File("nothing"), fs) {
      @Override
      public void load() {
        // there is nothing to load
      }

      @Override
      public void save() {
        // nothing that JGit finds out about this host outlives the process
      }

      @Override
      public boolean isOutdated() {
        return false;
      }

      @Override
      public long getTimeUnit(
          String section, String subsection, String name, long otherwise, TimeUnit unit) {
        return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
            ? unit.convert(COARSEST_FILE_TIME)
            : super.getTimeUnit(section, subsection, name, otherwise, unit);
      }
    };
  }
}
