/** Rules of the house, and commands as a person types them. */
@NullMarked
package io.tallyhouse.app;

import org.jspecify.annotations.NullMarked;
