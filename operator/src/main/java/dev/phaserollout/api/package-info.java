/** The custom resource as records: what users write and what the operator answers. No behaviour. */
@NullMarked
package dev.phaserollout.api;

import org.jspecify.annotations.NullMarked;
