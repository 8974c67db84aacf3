package dev.phaserollout.controller;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds that are written as plain fields. */
enum Kinds {
  JOB("batch", "Job", "jobs"),
  POD("", "Pod", "pods");

  private final String group;
  private final String kind;
  private final String plural;

  Kinds(String group, String kind, String plural) {
    this.group = group;
    this.kind = kind;
    this.plural = plural;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
