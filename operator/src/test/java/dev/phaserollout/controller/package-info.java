/**
 * Tests of the package of the same name. {@link dev.phaserollout.controller.FaultyApi} is an API
 * server that refuses, drops and fails as a test says; {@link dev.phaserollout.controller.Rollouts}
 * are what it keeps.
 */
package dev.phaserollout.controller;
