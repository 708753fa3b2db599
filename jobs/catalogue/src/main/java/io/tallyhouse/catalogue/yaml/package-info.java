/** YAML bound to records, with every problem reported at once by key path, line, column and nearest valid name. */
@NullMarked
package io.tallyhouse.catalogue.yaml;

import org.jspecify.annotations.NullMarked;
