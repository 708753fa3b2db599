/** The commands of the launcher and the wiring of the house. */
@NullMarked
package io.tallyhouse.app;

import org.jspecify.annotations.NullMarked;
