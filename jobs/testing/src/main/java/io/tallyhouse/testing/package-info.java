/** JUnit extensions and fixtures that the tests of all modules share. */
@NullMarked
package io.tallyhouse.testing;

import org.jspecify.annotations.NullMarked;
