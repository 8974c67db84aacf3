package dev.phaserollout.chart;

import java.util.List;

/** What the operator needs, kept here once more on purpose: the chart must not grant more. */
final class OperatorRights {

  /** Where it looks after rollouts. */
  static final List<Right> WORK =
      rights(
          """
          phaserollout.dev phaserollouts get list watch
          phaserollout.dev phaseapprovals get list watch
          phaserollout.dev phaserollouts/status update patch
          phaserollout.dev phaserollouts/finalizers update
          batch jobs get list watch create patch delete deletecollection
          core pods get list watch create
          core events list watch
          events.k8s.io events create patch
          apps controllerrevisions get list create delete
          """);

  /** In the whole cluster, on the policy that it looks for. */
  static final List<Right> POLICIES =
      rights(
          """
          admissionregistration.k8s.io validatingadmissionpolicies get
          admissionregistration.k8s.io validatingadmissionpolicybindings get
          """);

  /** In its own namespace, on its own lease. */
  static final List<Right> LEASE = rights("coordination.k8s.io leases get update patch create");

  /** Some of what it must never be able to do. */
  static final List<Right> NEVER =
      rights(
          """
          core secrets get list watch create
          core configmaps get list
          core serviceaccounts get impersonate
          core serviceaccounts/token create
          core pods patch delete deletecollection
          core pods/exec create get
          core pods/log get
          core pods/ephemeralcontainers patch
          core namespaces get list watch
          core nodes get list
          core events create delete
          batch jobs update
          batch jobs/status update patch
          apps deployments get create
          apps controllerrevisions update patch deletecollection
          phaserollout.dev phaserollouts create update patch delete deletecollection
          phaserollout.dev phaserollouts approve abort retry rollback
          phaserollout.dev phaseapprovals create update patch delete deletecollection
          admissionregistration.k8s.io validatingadmissionpolicies get list create update patch delete
          admissionregistration.k8s.io validatingadmissionpolicybindings get list create update delete
          apiextensions.k8s.io customresourcedefinitions get list
          rbac.authorization.k8s.io clusterroles bind escalate
          """);

  private OperatorRights() {}

  private static List<Right> rights(String lines) {
    return lines.lines().flatMap(line -> Right.of(line).stream()).toList();
  }
}
