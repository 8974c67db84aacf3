package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partial pod templates over pod templates: what meets, what is replaced, what goes. */
class StrategicMergeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          containers                | name          | step
          initContainers            | name          | wait
          env                       | name          | HOME
          volumes                   | name          | cache
          volumeMounts              | mountPath     | /cache
          volumeDevices             | devicePath    | /dev/xvda
          ports                     | containerPort | 8080
          imagePullSecrets          | name          | registry
          hostAliases               | ip            | 127.0.0.1
          resourceClaims            | name          | gpu
          schedulingGates           | name          | quota
          topologySpreadConstraints | topologyKey   | zone
          """)
  void entries_of_a_list_with_a_merge_key_meet_by_it_and_keep_their_place(
      String list, String key, String value) {
    String base = list + ": [{" + key + ": " + value + ", a: 1, b: 1}, {" + key + ": 77}]";
    String patch = list + ": [{" + key + ": 78}, {" + key + ": " + value + ", b: 2}]";
    assertMerged(
        base,
        patch,
        list
            + ": [{"
            + key
            + ": "
            + value
            + ", a: 1, b: 2}, {"
            + key
            + ": 77}, {"
            + key
            + ": 78}]");
  }

  @ParameterizedTest
  @CsvSource({
    "command",
    "args",
    "envFrom",
    "tolerations",
    "add",
    "drop",
    "supplementalGroups",
    "items",
    "sources",
    "sysctls",
    "finalizers",
    "nodeSelectorTerms",
    "claims"
  })
  void a_list_without_a_merge_key_is_replaced_as_a_whole(String list) {
    assertMerged(list + ": [a, b]", list + ": [c]", list + ": [c]");
  }

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1, b: 2}                         | {b: 3, c: 4}                             | {a: 1, b: 3, c: 4}
          {a: {b: 1, c: 2}}                    | {a: {c: 3}}                              | {a: {b: 1, c: 3}}
          {a: {b: 1}}                          | {a: text}                                | {a: text}
          {a: text}                            | {a: {b: 1}}                              | {a: {b: 1}}
          {a: 1, b: 2}                         | {b: null, c: null}                       | {a: 1}
          {a: {b: 1, c: 2}}                    | {a: {b: null, d: null}}                  | {a: {c: 2}}
          {}                                   | {a: {b: null, c: {d: null}}}             | {a: {c: {}}}
          {a: {b: 1, c: 2}}                    | {a: {$patch: replace, d: 3, e: null}}    | {a: {d: 3}}
          {a: {b: 1, c: 2}}                    | {a: {$patch: delete, c: 3}}              | {a: {}}
          {a: 1, b: 2}                         | {$patch: replace, c: 3}                  | {c: 3}
          {env: [{name: X, a: 1}, {name: Y}]}  | {env: [{name: X, $patch: delete}]}       | {env: [{name: Y}]}
          {env: [{name: X}]}                   | {env: [{name: Z, $patch: delete}]}       | {env: [{name: X}]}
          {env: [{name: X, a: 1}, {name: Y}]}  | {env: [{name: X, $patch: replace, b: 2}]}| {env: [{name: X, b: 2}, {name: Y}]}
          {env: [{name: X}, {name: Y}]}        | {env: [{$patch: replace}, {name: Z}]}    | {env: [{name: Z}]}
          {env: [{name: X}]}                   | {env: [{$patch: replace}]}               | {env: []}
          {env: [{name: X}]}                   | {env: null}                              | {}
          {env: [{name: X, a: 1}]}             | {env: [{name: X, a: null}]}              | {env: [{name: X}]}
          {}                                   | {env: [{name: X, a: null}]}              | {env: [{name: X}]}
          {env: none}                          | {env: [{name: X}]}                       | {env: [{name: X}]}
          {ports: [{containerPort: 80, a: 1}]} | {ports: [{containerPort: "80", b: 1}]}   | {ports: [{containerPort: "80", a: 1, b: 1}]}
          """)
  void what_comes_of_it(String base, String patch, String merged) {
    assertMerged(base, patch, merged);
  }

  @Test
  void two_entries_of_one_patch_are_both_kept() {
    String dns = "ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53, protocol: TCP}]";
    assertMerged("{}", dns, dns);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {env: text}
          {env: {name: X}}
          {env: [text, 3, [1]]}
          {env: [{value: no-name}]}
          {a: {$patch: mrege, b: 1}}
          """)
  void what_is_not_understood_stays_for_the_api_server_to_refuse(String patch) {
    assertMerged("{}", patch, patch);
  }

  @Test
  void an_entry_that_is_to_go_and_says_no_name_takes_no_other_away() {
    assertMerged("env: [{name: X}]", "env: [{$patch: delete}]", "env: [{name: X}, {}]");
  }

  @Test
  void the_arguments_stay_as_they_are() {
    String base = "{a: {b: 1}, containers: [{name: step, env: [{name: X}]}]}";
    String patch =
        "{a: {b: null}, containers: [{name: step, env: [{name: X, $patch: delete}]}, {name: y}]}";
    Map<String, Object> first = Yaml.fields(base);
    Map<String, Object> second = Yaml.fields(patch);
    StrategicMerge.merge(first, second);
    assertThat(first).isEqualTo(Yaml.fields(base));
    assertThat(second).isEqualTo(Yaml.fields(patch));
  }

  @Test
  void what_was_merged_can_be_changed_without_changing_the_arguments() {
    Map<String, Object> base = new LinkedHashMap<>(Map.of("a", 1));
    Map<String, Object> merged = StrategicMerge.merge(base, Map.of());
    merged.put("b", 2);
    assertThat(base).doesNotContainKey("b");
  }

  @Test
  void a_list_that_holds_nothing_but_null_is_no_fault() {
    List<Object> nothing = new ArrayList<>();
    nothing.add(null);
    assertThat(StrategicMerge.merge(Map.of(), Map.of("env", nothing)).get("env"))
        .isEqualTo(nothing);
  }

  private static Map<String, Object> merged(String base, String patch) {
    return StrategicMerge.merge(Yaml.fields(base), Yaml.fields(patch));
  }

  private static void assertMerged(String base, String patch, String merged) {
    assertThat(merged(base, patch)).isEqualTo(Yaml.fields(merged));
  }
}
