/** From a published figure to the rows behind it, which are added up again. */
@NullMarked
package io.tallyhouse.publish.explain;

import org.jspecify.annotations.NullMarked;
