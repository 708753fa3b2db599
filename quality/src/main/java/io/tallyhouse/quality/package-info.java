/** Rules, their verdicts by Deequ, and the gates that hold marts back. */
@NullMarked
package io.tallyhouse.quality;

import org.jspecify.annotations.NullMarked;
