/**
 * Says what is wrong with a rollout file, offline and all at once, with the place in the file.
 * Never runs anything and never asks a server: the structural schema and its CEL rules come from
 * the CRD itself, the rest from the engine's own rules.
 *
 * <p>Read in this order: {@link dev.phaserollout.lint.Linter} (the door), {@link
 * dev.phaserollout.lint.Finding}; YamlReader and YamlNode (text to tree), SchemaCheck and
 * SchemaRules (tree against schema), Schema, SchemaFromCrd and SchemaArchive (where the schema
 * comes from), RolloutReader (tree to records).
 */
@NullMarked
package dev.phaserollout.lint;

import org.jspecify.annotations.NullMarked;
