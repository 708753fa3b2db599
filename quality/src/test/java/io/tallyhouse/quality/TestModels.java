package io.tallyhouse.quality;

import io.tallyhouse.catalogue.model.Layer;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.ModelPlaces;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.RecordBinder;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlReader;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A small house: ticket → fct_ticket → the marts hours and scorecard of group hours; outage → the mart uptime of group ops. */
final class TestModels {
    static final ModelFolder TICKET = model(Layer.SILVER, """
            name: ticket
            sentence: A ticket.
            owner: service desk
            grain: [number]
            inputs: {}
            refresh: full
            triggers: [tables]
            columns:
              - {name: number, type: string, not_null: true, sentence: Number.}
              - {name: state, type: string, not_null: true, values: [open, "won't do", closed], sentence: State.}
              - {name: priority, type: bigint, min: 1, max: 5, sentence: Priority.}
              - {name: score, type: double, min: 0, max: 0.5, sentence: Score.}
              - {name: caller, type: string, personal: true, values: [p1, p2], sentence: Caller.}
              - {name: seconds, type: bigint, sentence: Handling time in seconds.}
            """);
    static final ModelFolder FCT_TICKET = model(Layer.GOLD, """
            name: fct_ticket
            sentence: A ticket, measured.
            owner: data engineering
            grain: [number]
            inputs: {ticket: {}}
            refresh: full
            triggers: [tables]
            columns:
              - {name: number, type: string, sentence: Number.}
              - {name: seconds, type: bigint, sentence: Handling time in seconds.}
            """);
    static final ModelFolder OUTAGE = model(Layer.SILVER, """
            name: outage
            sentence: An outage.
            owner: operations
            grain: [id]
            inputs: {}
            refresh: full
            triggers: [tables]
            columns:
              - {name: id, type: bigint, sentence: Id.}
            """);
    static final ModelFolder HOURS = mart("hours", "fct_ticket", "hours");
    static final ModelFolder SCORECARD = mart("scorecard", "hours", "hours");
    static final ModelFolder UPTIME = mart("uptime", "outage", "ops");
    static final List<ModelFolder> ALL = List.of(TICKET, FCT_TICKET, OUTAGE, HOURS, SCORECARD, UPTIME);

    private TestModels() {}

    private static ModelFolder mart(String name, String input, String group) {
        return model(Layer.MARTS, """
                name: %s
                sentence: A mart.
                owner: data engineering
                grain: [id]
                inputs: {%s: {}}
                refresh: full
                triggers: [tables]
                group: %s
                columns:
                  - {name: id, type: bigint, sentence: Id.}
                """.formatted(name, input, group));
    }

    static ModelFolder model(Layer layer, String yaml) {
        Problems problems = new Problems();
        String name = yaml.lines().findFirst().orElseThrow().substring("name: ".length());
        String file = "sql/" + layer.folder() + "/" + name + "/model.yaml";
        YamlNode node = Objects.requireNonNull(YamlReader.read(file, yaml, problems));
        TableModel model = new RecordBinder(problems).bind(node, TableModel.class);
        problems.throwIfAny();
        return new ModelFolder(layer, model, "", Path.of("sql", layer.folder(), model.name()), ModelPlaces.of(node));
    }

    /** The generated rules of the house and those of one rule file. */
    static List<Rule> rules(Path folder, String file, String dqdl) {
        Problems problems = new Problems();
        Rules rules = Rules.load(write(folder, file, dqdl), ALL, List.of(), problems);
        problems.throwIfAny();
        return rules.all();
    }

    static Path write(Path folder, String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
