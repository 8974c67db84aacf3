/**
 * What the text, the numbers and the lists of the API must look like, said once for the schema, the
 * linter and the reader. Annotations only: nothing here runs in the operator. The generator of the
 * CRD turns them into schema and into CEL rules, which the API server and the offline linter
 * evaluate alike.
 *
 * <p>Read first {@link dev.phaserollout.api.shape.Rule}, then {@link
 * dev.phaserollout.api.shape.Name} as an example of a shape, then {@link
 * dev.phaserollout.api.shape.ListKey}.
 */
@NullMarked
package dev.phaserollout.api.shape;

import org.jspecify.annotations.NullMarked;
