/** One class per command of the launcher. */
@NullMarked
package io.tallyhouse.app.command;

import org.jspecify.annotations.NullMarked;
