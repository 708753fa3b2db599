/** The Snowflake sink: a group of marts in one transaction. The only package that knows Snowflake. */
@NullMarked
package io.tallyhouse.publish.snowflake;

import org.jspecify.annotations.NullMarked;
