package dev.phaserollout.engine;

/** Why a Job does not get on: a reason for machines and a message for people. */
public record Trouble(String reason, String message) {}
