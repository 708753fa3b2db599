/** XML from strangers: read as a stream within limits, without document type definitions or entities, errors with their place. */
@NullMarked
package io.tallyhouse.mining.xml;

import org.jspecify.annotations.NullMarked;
