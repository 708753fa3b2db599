/** Table models: the folders under {@code sql/} that say everything about a table. */
@NullMarked
package io.tallyhouse.catalogue.model;

import org.jspecify.annotations.NullMarked;
