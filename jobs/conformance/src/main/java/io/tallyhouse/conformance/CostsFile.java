package io.tallyhouse.conformance;

import io.tallyhouse.catalogue.yaml.Default;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.RecordBinder;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlReader;
import io.tallyhouse.mining.align.MoveCosts;
import io.tallyhouse.terminal.UserError;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * A file of what moves cost.
 *
 * @param log of log moves by activity
 * @param model of model moves by activity
 * @param otherwise of a move with any other activity
 */
record CostsFile(
        Map<String, Integer> log,
        Map<String, Integer> model,
        @Default("1") int otherwise) {

    /** @throws UserError with all faults of the file and their places */
    static MoveCosts read(Path file) {
        Problems problems = new Problems();
        YamlNode node = YamlReader.read(file, problems);
        CostsFile read = node == null ? null : new RecordBinder(problems).bind(node, CostsFile.class);
        problems.throwIfAny();
        try {
            return new MoveCosts(Objects.requireNonNull(read).log(), read.model(), read.otherwise());
        } catch (IllegalArgumentException e) {
            throw UserError.usage(file + ": " + e.getMessage());
        }
    }
}
