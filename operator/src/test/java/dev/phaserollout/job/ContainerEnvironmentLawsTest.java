package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.EnvVar;
import dev.phaserollout.engine.JobRequest;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ContainerEnvironmentLawsTest {

  @Property
  void every_value_reaches_the_process_as_it_stands(@ForAll("values") String value) {
    JobRequest request =
        Requests.of(
            new Container(
                "i",
                List.of(),
                List.of(),
                List.of(new EnvVar("OWN", value, null)),
                List.of(),
                null,
                null,
                null),
            Map.of(),
            Map.of("PARAM_TEXT", value, "HERE", "here"),
            List.of());
    assertThat(environment(request)).containsEntry("OWN", value).containsEntry("PARAM_TEXT", value);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of("$", "$$", "(", ")", "$(HERE)", "$(", "HOME", "a", " ", "\n", "ü", "\\")
        .list()
        .ofMaxSize(8)
        .map(words -> String.join("", words));
  }

  private static Map<String, String> environment(JobRequest request) {
    PodTemplateSpec template =
        Yaml.as(
            PodTemplateSpec.class, PodTemplate.of(request, PodSecurity.DEFAULT, Requests.AGENT));
    return Kubelet.environment(template.getSpec().getContainers().get(0));
  }
}
