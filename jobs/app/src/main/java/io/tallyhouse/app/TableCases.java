package io.tallyhouse.app;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.lake.run.RunContext;
import io.tallyhouse.lake.run.StepListener;
import io.tallyhouse.lake.tabletest.TableCase;
import io.tallyhouse.lake.tabletest.TableTests;
import io.tallyhouse.terminal.UserError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The cases of tables, run from the command line. */
public final class TableCases {
    private TableCases() {}

    /**
     * What came of it.
     *
     * @param run cases run
     * @param failed of them
     */
    public record Result(int run, int failed) {}

    /**
     * @param names tables; empty for all
     * @param failures gets the text of each failed case
     * @throws UserError when there is no table of a name
     */
    public static Result run(House house, List<String> names, Consumer<String> failures) {
        List<ModelFolder> models = names.isEmpty()
                ? house.models()
                : names.stream().map(n -> model(house, n)).toList();
        RunContext context = new Context(house).of("cases", "cases", Instant.EPOCH, StepListener.silent());
        TableTests tests = new TableTests(house.lake(), house.tables(), context.engines(), context.references());
        List<TableCase> cases =
                models.stream().flatMap(m -> tests.cases(m).stream()).toList();
        int failed = 0;
        for (TableCase one : cases) {
            Optional<String> failure = tests.failure(one);
            failure.ifPresent(failures);
            failed += failure.isPresent() ? 1 : 0;
        }
        return new Result(cases.size(), failed);
    }

    private static ModelFolder model(House house, String name) {
        return house.catalogue()
                .models()
                .find(name)
                .orElseThrow(() -> UserError.usage("Unknown table \"" + name + "\""
                        + NearestName.hint(
                                name,
                                house.models().stream().map(ModelFolder::name).toList())));
    }
}
