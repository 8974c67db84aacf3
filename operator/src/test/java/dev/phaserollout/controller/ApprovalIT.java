package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A phase that people have to approve, and the objects that they answer with. */
@ExtendWith(PodClusterExtension.class)
class ApprovalIT {

  private static final String SPEC =
      """
      stepDefaults: {image: IMAGE}
      phases:
        - name: production
          approval: {message: Read the staging report first}
          steps: [{name: deploy, run: {command: [sh, -c, 'exit 0']}}]
      """;

  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

  private final PodCluster cluster;
  private Workplace place;

  ApprovalIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "approval");
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void an_approved_phase_runs_and_the_status_says_who_approved_it() {
    place.apply("checkout", SPEC);
    PhaseRollout asking = awaitQuestion("checkout");
    assertThat(place.jobs("checkout")).isEmpty();

    PhaseApproval given = place.answer(asking, ApprovalDecision.Approve);

    PhaseRolloutStatus done = place.awaitState("checkout", "Succeeded");
    assertThat(done.questions()).isEmpty();
    assertThat(done.run().answers())
        .singleElement()
        .satisfies(
            counted -> {
              assertThat(counted.by()).isEqualTo(given.getSpec().approver());
              assertThat(counted.approvalUid()).isEqualTo(given.getMetadata().getUid());
              assertThat(counted.comment()).isEqualTo("read it");
            });
  }

  @Test
  void a_rejected_phase_starts_nothing() {
    place.apply("checkout", SPEC);

    place.answer(awaitQuestion("checkout"), ApprovalDecision.Reject);

    PhaseRolloutStatus ended = place.awaitState("checkout", "Rejected");
    assertThat(ended.run().answers()).extracting(AnswerStatus::decision).containsExactly("Reject");
    assertThat(place.jobs("checkout")).isEmpty();
  }

  @Test
  void answers_to_a_rollout_that_is_gone_do_not_count_for_its_successor() {
    place.apply("checkout", SPEC);
    PhaseRollout first = awaitQuestion("checkout");
    place.rollout("checkout").delete();
    place.apply("checkout", SPEC);
    PhaseRollout second = awaitQuestion("checkout");

    place.answer(first, ApprovalDecision.Reject);
    place.answer(uid(second, NOBODY), ApprovalDecision.Reject);
    place.answer(second, ApprovalDecision.Approve);

    assertThat(place.awaitState("checkout", "Succeeded").run().answers()).hasSize(1);
  }

  @Test
  void an_answer_that_was_given_while_no_operator_ran_counts() {
    place.apply("checkout", SPEC);
    PhaseRollout asking = awaitQuestion("checkout");
    place.stopOperator();

    place.answer(asking, ApprovalDecision.Approve);
    place.startOperator();

    place.awaitState("checkout", "Succeeded");
  }

  private PhaseRollout awaitQuestion(String name) {
    return place.await(name, status -> !status.questions().isEmpty());
  }

  private static PhaseRollout uid(PhaseRollout rollout, String uid) {
    PhaseRollout other = new PhaseRollout();
    other.setMetadata(new ObjectMetaBuilder(rollout.getMetadata()).withUid(uid).build());
    other.setStatus(rollout.getStatus());
    return other;
  }
}
