/**
 * Tests of the package of the same name. {@code *Test}: {@link
 * dev.phaserollout.controller.FaultyApi} is an API server that refuses, drops and fails as a test
 * says; {@link dev.phaserollout.controller.Rollouts} are what it keeps. {@code *IT}: a real API
 * server and controller manager, with pods that really run, on the test kubelet or on the cluster
 * that {@code -Dphaserollout.it.kubeconfig} names; {@link dev.phaserollout.controller.Workplace} is
 * where such a test works.
 */
@NullMarked
package dev.phaserollout.controller;

import org.jspecify.annotations.NullMarked;
