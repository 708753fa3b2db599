/** Bytes of a delivery as checked text: decompressed within limits, strict UTF-8. */
@NullMarked
package io.tallyhouse.sources.input;

import org.jspecify.annotations.NullMarked;
