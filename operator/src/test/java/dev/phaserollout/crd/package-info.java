/**
 * Makes the CRD and its reference page from {@code dev.phaserollout.api}, and holds the stored
 * files to what it makes. Test scope only: nothing here ships, and nothing here knows a rule of the
 * API that the API does not say itself.
 *
 * <p>Read {@link dev.phaserollout.crd.GeneratedFilesTest}, {@link
 * dev.phaserollout.crd.CrdDocument}, {@link dev.phaserollout.crd.SchemaFinish}, {@link
 * dev.phaserollout.crd.SourceTexts}, {@link dev.phaserollout.crd.ReferencePage}; {@link
 * dev.phaserollout.crd.StatusSchema} is for other packages.
 */
@NullMarked
package dev.phaserollout.crd;

import org.jspecify.annotations.NullMarked;
