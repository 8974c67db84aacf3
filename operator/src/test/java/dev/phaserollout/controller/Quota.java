package dev.phaserollout.controller;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.Map;

/** A bound of what a namespace may have. */
record Quota(Workplace place, ResourceQuota object) {

  /** In force once it returns. */
  static Quota ofPods(Workplace place, int most) {
    ResourceQuota quota =
        place
            .client()
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("bound")
                    .withNamespace(place.namespace())
                    .endMetadata()
                    .withNewSpec()
                    .withHard(Map.of("pods", new Quantity(String.valueOf(most))))
                    .endSpec()
                    .build())
            .create();
    await()
        .atMost(Workplace.SOON)
        .until(
            () -> {
              ResourceQuota now = place.client().resource(quota).get();
              return now.getStatus() != null && now.getStatus().getHard() != null;
            });
    return new Quota(place, quota);
  }

  void lift() {
    place.client().resource(object).delete();
  }
}
