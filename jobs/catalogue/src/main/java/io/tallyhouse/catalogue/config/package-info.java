/** The organisation's configuration and playbook, typed and checked as a whole. */
@NullMarked
package io.tallyhouse.catalogue.config;

import org.jspecify.annotations.NullMarked;
