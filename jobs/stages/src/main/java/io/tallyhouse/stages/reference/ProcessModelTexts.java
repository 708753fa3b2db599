package io.tallyhouse.stages.reference;

import io.tallyhouse.catalogue.process.ProcessModelFile;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.ModelText;
import io.tallyhouse.mining.model.ModelText.Notation;
import io.tallyhouse.mining.xml.MalformedFileException;
import java.util.Collection;

/** What the texts of process models say. */
public final class ProcessModelTexts {
    private ProcessModelTexts() {}

    /** Adds a problem for each text that says no process model. */
    public static void check(Collection<ProcessModelFile> models, Problems problems) {
        for (ProcessModelFile model : models) {
            String key = model.file() == null ? "model" : "file";
            try {
                of(model).model(model.file() == null ? model.id() : model.file());
            } catch (InvalidModelException | MalformedFileException e) {
                problems.add(model.place(), key, String.valueOf(e.getMessage()));
            }
        }
    }

    static ModelText of(ProcessModelFile model) {
        Notation notation = model.file() == null
                ? Notation.EXPRESSION
                : Notation.ofFile(model.file()).orElseThrow();
        return new ModelText(notation, model.text());
    }
}
