package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.Doctor;
import io.tallyhouse.app.Doctor.Finding;
import io.tallyhouse.app.Doctor.Verdict;
import io.tallyhouse.app.Secrets;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.JsonOut;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks for what would stop a night. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Check Java, configuration, folders, disk, lock, marts and connections; each problem with its mend.",
        footer = {"", "Exit code 1 when something is wrong.", "Example: tallyhouse doctor --config tallyhouse.yaml"})
final class DoctorCommand implements Callable<Integer> {
    private final Tallyhouse root;

    DoctorCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(root.landing(), root.warehouse(), Secrets.ofProcess()).examine(root::house);
        long wrong = findings.stream().filter(f -> f.verdict() == Verdict.WRONG).count();
        PrintStream out = root.terminal().out();
        if (root.json()) {
            JsonOut.print(out, json(findings, wrong == 0));
        } else {
            for (Finding f : findings) {
                out.printf(Locale.ROOT, "  %-5s  %-13s  %s%n", word(f), f.what(), f.found());
                if (f.mend() != null) {
                    out.println("                        mend: " + f.mend());
                }
            }
            out.println(wrong == 0 ? "Nothing is wrong" : wrong + " things are wrong");
        }
        return wrong == 0 ? Exit.OK : Exit.FAILED;
    }

    private static String word(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode json(List<Finding> findings, boolean ok) {
        ObjectNode node = new ObjectMapper().createObjectNode().put("ok", ok);
        ArrayNode checks = node.putArray("checks");
        findings.forEach(f -> checks.addObject()
                .put("what", f.what())
                .put("verdict", word(f))
                .put("found", f.found())
                .put("mend", f.mend()));
        return node;
    }
}
