/** The pages sink: static HTML over the published marts, which opens from a folder without a network. */
@NullMarked
package io.tallyhouse.publish.pages;

import org.jspecify.annotations.NullMarked;
