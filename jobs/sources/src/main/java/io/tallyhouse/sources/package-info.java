/** Foreign bytes in, records or rejections out. */
@NullMarked
package io.tallyhouse.sources;

import org.jspecify.annotations.NullMarked;
