package dev.phaserollout.chart;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that somebody may do.
 *
 * @param group of the API; empty for the core
 * @param resource plural, with its subresource after a slash
 * @param verb as RBAC calls it
 */
record Right(String group, String resource, String verb) {

  /** Every right of some rules, those that are bound to names included. */
  static List<Right> of(List<PolicyRule> rules) {
    List<Right> rights = new ArrayList<>();
    for (PolicyRule rule : rules) {
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          rule.getVerbs().forEach(verb -> rights.add(new Right(group, resource, verb)));
        }
      }
    }
    return rights;
  }

  /** The rights of a line such as {@code batch jobs get list}; the group {@code core} is empty. */
  static List<Right> of(String line) {
    List<String> words = List.of(line.split(" "));
    String group = words.get(0).equals("core") ? "" : words.get(0);
    return words.subList(2, words.size()).stream()
        .map(verb -> new Right(group, words.get(1), verb))
        .toList();
  }

  @Override
  public String toString() {
    return (group.isEmpty() ? "core" : group) + " " + resource + " " + verb;
  }
}
