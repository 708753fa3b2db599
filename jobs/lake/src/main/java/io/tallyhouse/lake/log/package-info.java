/** Delta logs read with plain Java: versions, commit notes and files in milliseconds, without Spark. */
@NullMarked
package io.tallyhouse.lake.log;

import org.jspecify.annotations.NullMarked;
