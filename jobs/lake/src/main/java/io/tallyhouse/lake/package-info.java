/** Delta tables behind one door: change sets, watermarks and the model runner. */
@NullMarked
package io.tallyhouse.lake;

import org.jspecify.annotations.NullMarked;
