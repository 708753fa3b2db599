/** What a person sees of a command, the same for all of them: streams, tables, JSON, errors, exit codes. */
@NullMarked
package io.tallyhouse.terminal;

import org.jspecify.annotations.NullMarked;
