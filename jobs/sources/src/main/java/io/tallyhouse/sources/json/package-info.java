/** JSON objects as records, whoever wrote them. */
@NullMarked
package io.tallyhouse.sources.json;

import org.jspecify.annotations.NullMarked;
