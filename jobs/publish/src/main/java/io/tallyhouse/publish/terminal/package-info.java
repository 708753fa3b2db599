/** Published figures and rows as text for terminals. */
@NullMarked
package io.tallyhouse.publish.terminal;

import org.jspecify.annotations.NullMarked;
