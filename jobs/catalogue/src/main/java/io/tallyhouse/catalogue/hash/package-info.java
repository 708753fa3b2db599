/** Names by content. */
@NullMarked
package io.tallyhouse.catalogue.hash;

import org.jspecify.annotations.NullMarked;
