/** ServiceNow's Table API as files: the JSON that a request for a table returns. */
@NullMarked
package io.tallyhouse.sources.servicenow;

import org.jspecify.annotations.NullMarked;
