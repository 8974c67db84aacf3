package dev.phaserollout.gate;

import dev.phaserollout.engine.NearestName;
import dev.phaserollout.engine.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the operator's configuration of providers:
 *
 * <pre>{@code
 * default: main                 # where queries go that name no provider
 * providers:
 *   - name: main
 *     type: prometheus          # or http
 *     address: https://prometheus.monitoring:9090
 *     caFile: /etc/phaserollout/providers/ca.crt
 *     bearerTokenFile: /etc/phaserollout/providers/token
 *                               # or usernameFile and passwordFile
 *     timeout: 10s
 *     concurrency: 20
 * }</pre>
 *
 * Everything that is wrong is told at once. Credentials stand in files of their own, which are
 * mounted; none is taken from this one.
 */
public final class ProviderFile {

  private static final int LONGEST = 1024 * 1024;

  private ProviderFile() {}

  /**
   * What came of reading.
   *
   * @param providers those that are in order, all of them where there is no problem
   */
  public record Reading(Providers providers, List<Problem> problems) {}

  /** Reads a file; that it cannot be read is a problem too. */
  public static Reading read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException unreadable) {
      return failed(
          Problem.of(
              "providers file",
              file.toString(),
              "a file that can be read",
              "check that it is mounted (" + unreadable.getClass().getSimpleName() + ")"));
    }
  }

  /** Reads the text of one. */
  public static Reading parse(String yaml) {
    Object root;
    try {
      root =
          new Load(
                  LoadSettings.builder()
                      .setLabel("providers file")
                      .setCodePointLimit(LONGEST)
                      .build())
              .loadFromString(yaml);
    } catch (YamlEngineException broken) {
      return failed(
          new Problem(
              "providers file",
              "what is no YAML: " + OneLine.of(String.valueOf(broken.getMessage())),
              "one YAML document",
              "mend it there"));
    }
    if (root == null) {
      return new Reading(Providers.none(), List.of());
    }
    return root instanceof Map<?, ?> map
        ? new Reader().read(new ProviderFields("", map))
        : failed(
            new Problem(
                "providers file", "no fields", "the field providers", "see the documentation"));
  }

  private static Reading failed(Problem problem) {
    return new Reading(Providers.none(), List.of(problem));
  }

  /** One reading, which gathers problems. */
  private static final class Reader {

    private final List<Problem> problems = new ArrayList<>();
    private final List<Provider> providers = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    Reading read(ProviderFields root) {
      Optional<String> standard = root.text("default");
      for (ProviderFields fields : root.objects("providers")) {
        Optional<Provider> provider = new ProviderReader(fields).read();
        fields.text("name").filter(name -> !names.add(name)).ifPresent(name -> twice(fields, name));
        provider.ifPresent(providers::add);
        problems.addAll(fields.problems());
      }
      root.refuseOthers();
      problems.addAll(root.problems());
      standard
          .filter(name -> !names.contains(name))
          .ifPresent(name -> problems.add(unknownDefault(name)));
      return new Reading(new Providers(providers, standard), List.copyOf(problems));
    }

    private void twice(ProviderFields fields, String name) {
      problems.add(
          Problem.of(fields.path("name"), name, "a name of its own", "rename one of the two"));
    }

    private Problem unknownDefault(String name) {
      return Problem.of(
          "default",
          name,
          "the name of one of the providers",
          NearestName.mend(name, names, "list it under providers"));
    }
  }
}
