/** Text for terminals: widths, cutting, colours. */
@NullMarked
package io.tallyhouse.publish.terminal;

import org.jspecify.annotations.NullMarked;
