package dev.phaserollout.controlplane.binaries;

import dev.phaserollout.controlplane.binaries.Finding.Found;
import dev.phaserollout.controlplane.binaries.Finding.NotHere;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directory that the user names in {@code KUBEBUILDER_ASSETS}, in versions of their choice. It
 * is never written.
 *
 * <p>The assets that {@code setup-envtest} makes lack the controller manager; a set that is not
 * whole is passed over, aloud, because mixing it with another version would test something that
 * nobody runs.
 */
final class AssetsDirectory implements BinarySource {
  private static final String VARIABLE = "KUBEBUILDER_ASSETS";

  private final Optional<Path> directory;
  private final Progress progress;

  private AssetsDirectory(Optional<Path> directory, Progress progress) {
    this.directory = directory;
    this.progress = progress;
  }

  static AssetsDirectory of(Map<String, String> environment, Progress progress) {
    Optional<String> named = Optional.ofNullable(environment.get(VARIABLE));
    return new AssetsDirectory(named.filter(value -> !value.isBlank()).map(Path::of), progress);
  }

  @Override
  public String name() {
    return VARIABLE;
  }

  @Override
  public Finding find() {
    return directory.map(this::findIn).orElseGet(() -> new NotHere("is not set"));
  }

  private Finding findIn(Path assets) {
    List<String> missing = Binaries.missingIn(assets);
    if (missing.isEmpty()) {
      return new Found(new Binaries(assets.toAbsolutePath()));
    }
    String why = assets + " lacks the executable " + String.join(", ", missing);
    progress.say(VARIABLE + ": " + why + "; looking elsewhere for all of them");
    return new NotHere(why);
  }
}
