package dev.phaserollout.prometheus;

import dev.phaserollout.controlplane.binaries.Maker;
import dev.phaserollout.controlplane.binaries.Maker.CannotMake;
import dev.phaserollout.controlplane.binaries.Platform;
import dev.phaserollout.controlplane.binaries.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a Prometheus, or makes one. It comes from the first of
 *
 * <ol>
 *   <li>the directory that {@code PROMETHEUS_ASSETS} names, in a version of the user's choice;
 *   <li>the {@code PATH}, where that Prometheus is a version 3: older ones lack parts of the API;
 *   <li>the user's cache, from an earlier run;
 *   <li>the official release, by the checksum that {@code src/test/prometheus} pins;
 *   <li>a build by Go from the modules that are pinned there too.
 * </ol>
 *
 * <p>What the last two make is kept in the cache. The example that needs a Prometheus calls {@link
 * #main}, so this class and what it uses need nothing but a JDK.
 */
public final class PrometheusSearch {

  private static final String VARIABLE = "PROMETHEUS_ASSETS";

  private final Map<String, String> environment;
  private final PrometheusCache cache;
  private final List<Maker> makers;
  private final List<String> tried = new ArrayList<>();

  PrometheusSearch(Map<String, String> environment, PrometheusCache cache, List<Maker> makers) {
    this.environment = environment;
    this.cache = cache;
    this.makers = makers;
  }

  /**
   * The search of this machine.
   *
   * @param pins the directory with the pinned versions, {@code src/test/prometheus}
   */
  public static PrometheusSearch here(Path pins) {
    Map<String, String> environment = System.getenv();
    Progress progress = line -> System.err.println("[prometheus] " + line);
    PrometheusPins pinned = new PrometheusPins(pins);
    return new PrometheusSearch(
        environment,
        PrometheusCache.of(environment, pinned.moduleVersion() + "-" + Platform.current()),
        List.of(
            new PrometheusRelease(pinned, Platform.current(), progress),
            new PrometheusBuild(pins, environment, progress)));
  }

  /**
   * Prints the directory of the executables.
   *
   * @param args the directory with the pinned versions
   */
  public static void main(String[] args) {
    try {
      System.out.println(here(Path.of(args[0]).toAbsolutePath()).locate().directory());
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Finds them, or makes them, which takes some minutes once a machine.
   *
   * @throws IllegalStateException where that is not possible, with what was tried
   */
  public PrometheusPrograms locate() {
    return named()
        .or(this::onPath)
        .or(this::kept)
        .or(this::made)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "A real Prometheus 3 is needed (prometheus and promtool), and no way to it"
                        + " worked:\n  - "
                        + String.join("\n  - ", tried)
                        + "\nMend any one of these, or unpack a release of Prometheus and set "
                        + VARIABLE
                        + " to its directory."));
  }

  /** A name that leads nowhere is an error: whoever set it wants that one and no other. */
  private Optional<PrometheusPrograms> named() {
    Optional<PrometheusPrograms> named =
        Optional.ofNullable(environment.get(VARIABLE))
            .filter(value -> !value.isBlank())
            .map(directory -> new PrometheusPrograms(Path.of(directory).toAbsolutePath()));
    named
        .filter(programs -> !programs.whole())
        .ifPresent(
            programs -> {
              throw new IllegalStateException(
                  VARIABLE
                      + ": "
                      + programs.directory()
                      + " lacks prometheus or promtool; name a directory with both");
            });
    if (named.isEmpty()) {
      tried.add(VARIABLE + ": is not set");
    }
    return named;
  }

  private Optional<PrometheusPrograms> onPath() {
    List<PrometheusPrograms> whole =
        List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
            .filter(entry -> !entry.isEmpty())
            .map(entry -> new PrometheusPrograms(Path.of(entry).toAbsolutePath()))
            .filter(PrometheusPrograms::whole)
            .toList();
    for (PrometheusPrograms programs : whole) {
      String version = PrometheusVersion.of(programs);
      if (version.startsWith("3.")) {
        return Optional.of(programs);
      }
      tried.add("PATH: " + programs.prometheus() + " is version " + version + "; expected 3");
    }
    if (whole.isEmpty()) {
      tried.add("PATH: has no directory with prometheus and promtool");
    }
    return Optional.empty();
  }

  private Optional<PrometheusPrograms> kept() {
    Optional<PrometheusPrograms> kept = cache.kept();
    if (kept.isEmpty()) {
      tried.add("cache: nothing in " + cache.directory());
    }
    return kept;
  }

  private Optional<PrometheusPrograms> made() {
    for (Maker maker : makers) {
      try {
        return Optional.of(cache.fill(maker));
      } catch (CannotMake e) {
        tried.add(maker.name() + ": " + e.why());
      } catch (IOException e) {
        tried.add("cache: cannot write (" + e + "); set XDG_CACHE_HOME to a folder of yours");
      }
    }
    return Optional.empty();
  }
}
