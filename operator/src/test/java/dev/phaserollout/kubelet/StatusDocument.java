package dev.phaserollout.kubelet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.kubelet.ContainerState.Running;
import dev.phaserollout.kubelet.ContainerState.Terminated;
import dev.phaserollout.kubelet.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pod's record as the strategic merge patch of its status that a kubelet sends. Conditions of
 * others, such as {@code DisruptionTarget}, are not part of it and stay.
 */
final class StatusDocument {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Pod pod;
  private final PodAddress address;
  private final Instant startTime;
  private final TransitionTimes transitions = new TransitionTimes();
  private final Map<String, String> images;

  StatusDocument(Pod pod, PodAddress address, Instant startTime) {
    this.pod = pod;
    this.address = address;
    this.startTime = startTime;
    this.images =
        Stream.concat(
                pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
            .collect(Collectors.toMap(Container::getName, Container::getImage));
  }

  /** The patch. The uid in it makes the server refuse it for another pod of the same name. */
  ObjectNode patch(PodRecord record, long generation, Instant now) {
    ObjectNode status = JSON.objectNode();
    status.put("observedGeneration", generation);
    status.put("phase", PodPhase.of(record).word());
    record.ending().flatMap(PodRecord.Ending::reason).ifPresent(it -> status.put("reason", it));
    record.ending().flatMap(PodRecord.Ending::message).ifPresent(it -> status.put("message", it));
    status.put("startTime", time(startTime));
    status.put("hostIP", PodAddress.HOST);
    status.putArray("hostIPs").addObject().put("ip", PodAddress.HOST);
    if (record.sandbox() || record.over()) {
      status.put("podIP", address.ip());
      status.putArray("podIPs").addObject().put("ip", address.ip());
    }
    ArrayNode conditions = status.putArray("conditions");
    for (PodCondition condition : PodCondition.of(record)) {
      conditions.add(condition(condition, generation, now));
    }
    if (!record.initial().isEmpty()) {
      ArrayNode initial = status.putArray("initContainerStatuses");
      record.initial().forEach(one -> initial.add(container(one)));
    }
    ArrayNode containers = status.putArray("containerStatuses");
    record.main().forEach(one -> containers.add(container(one)));
    ObjectNode patch = JSON.objectNode();
    patch.putObject("metadata").put("uid", pod.getMetadata().getUid());
    patch.set("status", status);
    return patch;
  }

  private ObjectNode condition(PodCondition condition, long generation, Instant now) {
    ObjectNode node = JSON.objectNode();
    node.put("type", condition.type());
    node.put("status", condition.holds() ? "True" : "False");
    node.put("observedGeneration", generation);
    if (!condition.type().equals("PodScheduled")) {
      // null takes away what an earlier patch has set; absent would keep it
      node.put("reason", condition.reason().orElse(null));
      node.put("message", condition.message().orElse(null));
      node.put("lastTransitionTime", time(transitions.of(condition, now)));
    }
    return node;
  }

  private ObjectNode container(ContainerRecord one) {
    String image = images.getOrDefault(one.name(), "");
    ObjectNode node = JSON.objectNode();
    node.put("name", one.name());
    node.put("image", image);
    node.put("imageID", one.id().map(started -> "test://" + image).orElse(""));
    node.put("ready", ready(one));
    node.put("started", one.running());
    node.put("restartCount", one.restarts());
    one.id().ifPresent(id -> node.put("containerID", id));
    node.set("state", state(one.state(), one.id()));
    node.set(
        "lastState",
        one.lastEnd()
            .map((Function<Terminated, ObjectNode>) end -> state(end, Optional.empty()))
            .orElseGet(JSON::objectNode));
    return node;
  }

  private static boolean ready(ContainerRecord one) {
    return one.role() == ContainerRole.INIT
        ? one.end().filter(Terminated::well).isPresent()
        : one.running();
  }

  private static ObjectNode state(ContainerState state, Optional<String> id) {
    ObjectNode node = JSON.objectNode();
    if (state instanceof Waiting waiting) {
      ObjectNode body = node.putObject("waiting").put("reason", waiting.reason());
      waiting.message().ifPresent(text -> body.put("message", text));
    } else if (state instanceof Running running) {
      node.putObject("running").put("startedAt", time(running.startedAt()));
    } else if (state instanceof Terminated end) {
      ObjectNode body = node.putObject("terminated");
      body.put("exitCode", end.exitCode());
      body.put("reason", end.reason());
      end.message().ifPresent(text -> body.put("message", text));
      end.startedAt().ifPresent(at -> body.put("startedAt", time(at)));
      end.finishedAt().ifPresent(at -> body.put("finishedAt", time(at)));
      id.ifPresent(text -> body.put("containerID", text));
    }
    return node;
  }

  /** Kubernetes tells time in whole seconds. */
  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
