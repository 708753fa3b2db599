/** Token replay: what a log would have needed of a net, place by place. */
@NullMarked
package io.tallyhouse.mining.replay;

import org.jspecify.annotations.NullMarked;
