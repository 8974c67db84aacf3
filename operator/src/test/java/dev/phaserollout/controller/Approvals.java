package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.job.Requests;
import dev.phaserollout.job.Yaml;

/** Answers of alice to a question about the production of checkout. */
final class Approvals {

  private static final String GIVEN =
      """
      metadata:
        name: NAME
        namespace: shop
        uid: uid-of-NAME
        resourceVersion: "7"
        generation: 1
        creationTimestamp: "TIME"
      spec:
        rolloutRef: {name: checkout, uid: UID}
        run: 3
        question: production
        digest: sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        decision: Approve
        approver: alice
      """;

  private Approvals() {}

  static PhaseApproval given(String name, String time) {
    return Yaml.read(
        PhaseApproval.class,
        GIVEN.replace("NAME", name).replace("TIME", time).replace("UID", Requests.UID));
  }
}
