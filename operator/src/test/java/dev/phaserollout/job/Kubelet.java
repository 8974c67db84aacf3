package dev.phaserollout.job;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a kubelet reads the variables of a container: in order, a later one of the same name in place
 * of the earlier; {@code $(NAME)} is the value of an earlier variable and stays as it is where
 * there is none, and {@code $$} is one dollar sign.
 */
final class Kubelet {

  private Kubelet() {}

  /** The literal variables that a process of the container has. */
  static Map<String, String> environment(Container container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvVar variable : container.getEnv()) {
      if (variable.getValueFrom() == null) {
        String value = variable.getValue() == null ? "" : variable.getValue();
        environment.put(variable.getName(), expand(value, environment));
      }
    }
    return environment;
  }

  private static String expand(String text, Map<String, String> variables) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char here = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      int end = here == '$' && next == '(' ? text.indexOf(')', at) : -1;
      if (here == '$' && next == '$') {
        expanded.append('$');
        at += 2;
      } else if (end > 0) {
        String reference = text.substring(at, end + 1);
        expanded.append(variables.getOrDefault(text.substring(at + 2, end), reference));
        at = end + 1;
      } else {
        expanded.append(here);
        at++;
      }
    }
    return expanded.toString();
  }
}
