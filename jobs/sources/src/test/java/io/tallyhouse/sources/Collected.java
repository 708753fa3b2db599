package io.tallyhouse.sources;

import io.tallyhouse.catalogue.contract.Contracts;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything a parser handed over, for assertions; also the shortest way to parse in a test. */
public final class Collected implements RecordSink {
    private static final Problems PROBLEMS = new Problems();
    private static final Contracts CONTRACTS = Contracts.load(TestData.home().resolve("sql/landing"), PROBLEMS);
    private static final Parsers PARSERS = new Parsers();

    private final DatasetContract contract;
    public final List<ParsedRecord> accepted = new ArrayList<>();
    public final List<Rejection> rejected = new ArrayList<>();
    public ParseReport report;

    private Collected(DatasetContract contract) {
        this.contract = contract;
    }

    /** A shipped contract. */
    public static DatasetContract contract(String name) {
        PROBLEMS.throwIfAny();
        return CONTRACTS.find(name).orElseThrow();
    }

    public static Collected text(String contract, String fileName, String text) throws IOException {
        return bytes(contract(contract), fileName, text.getBytes(StandardCharsets.UTF_8), ParseLimits.DEFAULT);
    }

    public static Collected bytes(DatasetContract contract, String fileName, byte[] bytes, ParseLimits limits)
            throws IOException {
        return parse(contract, fileName, new ByteArrayInputStream(bytes), limits);
    }

    public static Collected file(String contract, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(contract(contract), file.getFileName().toString(), in, ParseLimits.DEFAULT);
        }
    }

    public static Collected parse(DatasetContract contract, String fileName, InputStream in, ParseLimits limits)
            throws IOException {
        Collected collected = new Collected(contract);
        collected.report = PARSERS.forContract(contract).parse(in, fileName, contract, limits, collected);
        return collected;
    }

    @Override
    public void accept(ParsedRecord record) {
        accepted.add(record);
    }

    @Override
    public void reject(Rejection rejection) {
        rejected.add(rejection);
    }

    /** The only record's value. */
    public Object value(String column) {
        if (accepted.size() != 1) {
            throw new AssertionError(
                    "Expected one accepted record, found " + accepted.size() + "; rejected " + rejected);
        }
        return value(0, column);
    }

    public Object value(int index, String column) {
        for (int i = 0; i < contract.columns().size(); i++) {
            if (contract.columns().get(i).name().equals(column)) {
                return accepted.get(index).values()[i];
            }
        }
        throw new AssertionError("No column " + column);
    }

    public List<String> hashes() {
        return accepted.stream().map(ParsedRecord::contentHash).toList();
    }

    /** {@code line reason: message} of each rejection. */
    public List<String> rejections() {
        return rejected.stream()
                .map(r -> r.line() + " " + r.reasonCode() + ": " + r.message())
                .toList();
    }
}
