/** The commands that work on a warehouse, a class each, and the root of all. */
@NullMarked
package io.tallyhouse.app.command;

import org.jspecify.annotations.NullMarked;
