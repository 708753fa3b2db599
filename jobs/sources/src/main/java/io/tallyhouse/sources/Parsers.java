package io.tallyhouse.sources;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.sources.csv.CsvParser;
import io.tallyhouse.sources.json.JsonLinesParser;
import io.tallyhouse.sources.redact.Redactor;
import io.tallyhouse.sources.servicenow.TableApiParser;
import io.tallyhouse.sources.xes.XesParser;
import io.tallyhouse.sources.yaml.YamlListParser;
import java.util.Locale;

/** Picks the parser that a contract asks for. */
public final class Parsers {
    private final Redactor redactor;

    /** Parsers that redact with {@link Redactor#DEFAULT_REGIONS}. */
    public Parsers() {
        this(new Redactor(Redactor.DEFAULT_REGIONS));
    }

    public Parsers(Redactor redactor) {
        this.redactor = redactor;
    }

    public DeliveryParser forContract(DatasetContract contract) {
        return switch (contract.format()) {
            case CSV -> new CsvParser(redactor);
            case TABLE_API_JSON -> new TableApiParser(redactor);
            case JSON_LINES -> new JsonLinesParser(redactor);
            case YAML_OR_CSV -> yamlOrCsv();
            case XES -> new XesParser(redactor);
        };
    }

    private DeliveryParser yamlOrCsv() {
        return (in, fileName, contract, limits, sink) -> {
            String name = fileName.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                return new YamlListParser(redactor).parse(in, fileName, contract, limits, sink);
            }
            if (name.endsWith(".csv")) {
                return new CsvParser(redactor).parse(in, fileName, contract, limits, sink);
            }
            throw new DeliveryException(
                    fileName,
                    Reason.WRONG_FORMAT,
                    "",
                    "expected a file that ends with .yaml, .yml or .csv",
                    "Rename it to what it is.");
        };
    }
}
