/** Landing contracts: what a source promises to deliver, one YAML file per dataset. */
@NullMarked
package io.tallyhouse.catalogue.contract;

import org.jspecify.annotations.NullMarked;
