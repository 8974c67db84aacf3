package dev.phaserollout.controller;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/**
 * A Job of somebody else that has the name of an attempt. The name follows from the uid of the
 * rollout, so it can only be taken between the status that names the attempt and the Job: by an
 * operator that died in between.
 */
final class ForeignJob {

  /** Acceptance, revision, two dry runs, and the status with the first attempt. */
  private static final int WRITES_BEFORE_THE_JOB = 5;

  private ForeignJob() {}

  static Job createFor(Workplace place, String rollout, String spec) {
    place.stopOperator();
    Crashes crash = Crashes.after(WRITES_BEFORE_THE_JOB);
    try (KubernetesClient client = crash.client(place.client())) {
      place.startOperator(client, Optional.empty(), () -> {});
      place.apply(rollout, spec);
      await().atMost(Workplace.SOON).until(crash::dead);
      place.stopOperator();
      Job foreign = place.client().resource(job(place, crash.lastName())).create();
      place.startOperator();
      return foreign;
    }
  }

  private static Job job(Workplace place, String name) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(place.namespace())
        .endMetadata()
        .withNewSpec()
        .withSuspend(true)
        .withNewTemplate()
        .withNewSpec()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName("other")
        .withImage("example.invalid/other:1")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
