package dev.phaserollout.job;

import java.util.Map;
import java.util.Optional;

/**
 * What the agent's containers are made of. One image runs the operator and the agent, so it is the
 * operator's own, which whoever installed it knows.
 *
 * @param image the name of the image
 * @param pullPolicy as a container has it; what Kubernetes takes for the image where it is empty
 * @param resources as a container has them
 */
public record AgentImage(String image, Optional<String> pullPolicy, Map<String, Object> resources) {

  public AgentImage {
    resources = Map.copyOf(resources);
  }
}
