package dev.phaserollout.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.SpecRules.Where;
import dev.phaserollout.lint.Linter.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinterTest {

  private static final String GOOD =
      """
      apiVersion: phaserollout.dev/v1alpha1
      kind: PhaseRollout
      metadata: {name: checkout, labels: {team: shop}}
      spec:
        stepDefaults: {image: busybox, timeout: 10m}
        phases:
        - name: one
          steps:
          - name: a
            run: {command: [make], resources: {requests: {cpu: 1, memory: 64Mi}}}
            template: {spec: {anything: [goes, 1, true]}}
      """;

  private static final String ANSWER =
      """
      apiVersion: phaserollout.dev/v1alpha1
      kind: PhaseApproval
      metadata: {name: yes-please}
      spec:
        rolloutRef: {name: checkout, uid: 6f9c1f0e-8d0a-4c7e-9a53-1d2b3c4d5e6f}
        run: 3
        question: production
        digest: sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        decision: Approve
        approver: alice
      """;

  private final Linter linter = new Linter(Where.CLUSTER);

  @Test
  void a_good_rollout_has_no_findings() {
    Report report = linter.check("f", GOOD);

    assertThat(report.findings()).isEmpty();
    assertThat(report.others()).isZero();
    assertThat(report.rollouts())
        .singleElement()
        .satisfies(
            rollout -> {
              assertThat(rollout.name()).isEqualTo("checkout");
              assertThat(rollout.spec().phases().get(0).steps().get(0).name()).isEqualTo("a");
            });
  }

  @Test
  void objects_of_other_kinds_and_empty_documents_are_passed_over() {
    String configMap = "apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n";

    Report report = linter.check("f", configMap + "---\n" + GOOD + "---\n");

    assertThat(report.findings()).isEmpty();
    assertThat(report.rollouts()).hasSize(1);
    assertThat(report.others()).isEqualTo(1);
  }

  @Test
  void a_file_of_rollouts_and_answers_is_looked_at_as_a_whole() {
    String bad = ANSWER.replace("run: 3", "run: 0").replace("approver: alice", "approval: alice");

    Report report = linter.check("f", GOOD + "---\n" + ANSWER + "---\n" + bad);

    assertThat(report.approvals()).isEqualTo(2);
    assertThat(report.others()).isZero();
    assertThat(report.findings())
        .extracting(Finding::text)
        .containsExactly(
            "f:28:3: spec.approver: found nothing, expected a value, because it is required; add"
                + " approver",
            "f:29:8: spec.run: found 0, expected from 1 to 2147483647; write a number within that",
            "f:33:3: spec.approval: found 'approval', expected a field of spec; did you mean"
                + " 'approver'?");
  }

  @Test
  void an_answer_may_have_its_name_made_but_needs_one_to_begin_with() {
    assertThat(linter.check("f", ANSWER.replace("name: yes-please", "generateName: yes-")))
        .extracting(Report::findings)
        .isEqualTo(List.of());
    assertThat(linter.check("f", ANSWER.replace("name: yes-please", "")).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.field()).isEqualTo("metadata.name");
              assertThat(finding.message()).contains("add generateName");
            });
  }

  @Test
  void every_document_of_a_file_is_read_and_all_findings_are_told_from_top_to_bottom() {
    String bad = GOOD.replace("name: one", "name: One").replace("timeout: 10m", "timeout: soon");

    assertThat(
            linter
                .check("f", bad + "---\n" + bad.replace("checkout", "other") + "---\n{")
                .findings())
        .extracting(finding -> finding.line() + " " + finding.field())
        .containsExactly(
            "5 spec.stepDefaults.timeout",
            "7 spec.phases[0].name",
            "17 spec.stepDefaults.timeout",
            "19 spec.phases[0].name",
            "25 ");
  }

  @Test
  void a_value_of_the_wrong_shape_does_not_hide_what_is_wrong_beside_it() {
    String bad =
        GOOD.replace("timeout: 10m", "timeout: 10")
            .replace("name: a\n", "name: a\n      dependsOn: [b]\n");

    assertThat(linter.check("f", bad).findings())
        .extracting(Finding::field)
        .containsExactly("spec.stepDefaults.timeout", "spec.phases[0].steps[0].dependsOn[0]");
  }

  @Test
  void a_local_run_needs_no_image() {
    String imageless = GOOD.replace("image: busybox, ", "");

    assertThat(linter.check("f", imageless).findings()).hasSize(1);
    assertThat(new Linter(Where.LOCAL).check("f", imageless).findings()).isEmpty();
  }

  @Test
  void an_alias_and_a_merge_stand_for_what_they_name() {
    String merging =
        GOOD.replace("{name: checkout,", "{name: &name checkout, annotations: {of: *name},")
            .replace("stepDefaults: {image: busybox, ", "stepDefaults: {")
            .replace("{command: [make],", "{<<: {image: busybox, command: [no]}, command: [make],");

    assertThat(linter.check("f", merging).findings()).isEmpty();
    assertThat(linter.check("f", merging.replace("image: busybox", "imag: busybox")).findings())
        .extracting(Finding::field)
        .containsExactly("spec.phases[0].steps[0].run.image", "spec.phases[0].steps[0].run.imag");
  }

  @Test
  void what_a_cluster_has_added_to_an_object_is_left_alone() {
    String fromCluster =
        GOOD.replace(
            "metadata: {name: checkout,",
            "status: {state: Running}\nmetadata: {name: checkout, uid: x, generation: 3,");

    assertThat(linter.check("f", fromCluster).findings()).isEmpty();
  }

  @Test
  void a_number_beyond_what_a_record_can_hold_is_one_finding_beside_the_others() {
    String bad =
        GOOD.replace("timeout: 10m", "timeout: 10m, retry: {limit: 99999999999999999999}")
            .replace("name: a\n", "name: a\n      retry: {limit: -1}\n      dependsOn: [b]\n");

    assertThat(linter.check("f", bad).findings())
        .extracting(finding -> finding.field() + ": " + finding.message().split(";", 2)[0])
        .containsExactly(
            "spec.stepDefaults.retry.limit: found 99999999999999999999, expected from 0 to 50",
            "spec.phases[0].steps[0].retry.limit: found -1, expected from 0 to 50",
            "spec.phases[0].steps[0].dependsOn[0]: found 'b', expected the name of a step of this phase or of an"
                + " earlier one");
  }

  @Test
  void a_second_rollout_of_the_same_name_is_told_where_it_stands() {
    String otherNamespace = GOOD.replace("{name: checkout,", "{name: checkout, namespace: b,");

    assertThat(linter.check("f", GOOD + "---\n" + otherNamespace).findings()).isEmpty();
    assertThat(linter.check("f", GOOD + "---\n" + GOOD).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.line()).isEqualTo(15);
              assertThat(finding.field()).isEqualTo("metadata.name");
              assertThat(finding.message())
                  .startsWith("found 'checkout' again, as in line 3, expected ");
            });
  }

  @Test
  void a_map_where_the_kind_should_be_is_called_a_map() {
    assertThat(linter.check("f", GOOD.replace("kind: PhaseRollout", "kind: {a: b}")).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).startsWith("found a map, expected "));
  }

  @Test
  void a_value_with_quotes_in_it_is_shown_in_the_other_ones() {
    String bad = GOOD.replace("name: a\n", "name: a\n      if: \"'a'\"\n");

    assertThat(linter.check("f", bad).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).startsWith("found \"'a'\", "));
  }

  @Test
  void a_command_that_nobody_could_start_is_told_at_its_word() {
    String bad =
        GOOD.replace(
            "command: [make]",
            "command: ['', ''], args: [\"a\\0b\"], env: [{name: A, value: \"\\0\"}]");

    assertThat(linter.check("f", bad).findings())
        .extracting(finding -> finding.field() + ": " + finding.message().split(",", 2)[0])
        .containsExactly(
            "spec.phases[0].steps[0].run.command[0]: found nothing",
            "spec.phases[0].steps[0].run.args[0]: found a NUL character",
            "spec.phases[0].steps[0].run.env[0].value: found a NUL character");
  }

  @Test
  void a_duration_without_a_unit_is_mended_once() {
    assertThat(linter.check("f", GOOD.replace("timeout: 10m", "timeout: 30")).findings())
        .extracting(Finding::message)
        .containsExactly("found 30, expected a duration with its unit; write 30s or 30m");
  }
}
