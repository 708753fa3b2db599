package io.tallyhouse.mining.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.PnmlReader.ReadNet;
import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.MalformedFileException.Reason;
import io.tallyhouse.testing.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFilesTest {
    private static final String NET = """
            <pnml><net id="n"><page id="g">
            <place id="p"><initialMarking><text>2</text></initialMarking></place><place id="q"/>
            <transition id="t"><name><text>a</text></name></transition>
            <arc id="1" source="p" target="t"><inscription><text>2</text></inscription></arc>
            <arc id="2" source="t" target="q"/>
            </page></net></pnml>""";

    @ParameterizedTest
    @CsvSource({
        "models-misc/ex1.pnml, 8, 5, 0",
        "models-misc/ex2.pnml, 10, 9, 0",
        "models-misc/SampleNet.pnml, 4, 4, 0",
        "ocel/p2p/procure-to-pay_payment.pnml, 4, 4, 3",
        "ocel/p2p/procure-to-pay_purchase_order.pnml, 5, 6, 2",
        "running-example/running-example.pnml, 9, 10, 2",
        "running-example/stochastic_running_example.pnml, 8, 14, 6",
        "receipt/receipt_one_variant.pnml, 6, 5, 0"
    })
    void netsOfManyDialectsAreRead(String file, int places, int transitions, int silent) throws IOException {
        try (InputStream in = Files.newInputStream(TestData.file(file))) {
            ReadNet read = PnmlReader.read(file, in);

            assertThat(read.net().places()).hasSize(places);
            assertThat(read.net().transitions()).hasSize(transitions);
            assertThat(read.net().transitions().stream().filter(t -> t.label() == null))
                    .hasSize(silent);
            assertThat(read.notes()).isEmpty();
        }
    }

    @Test
    void weightsCountAndAMissingFinalMarkingIsConcludedAndSaid() {
        ReadNet read = pnml(NET);

        assertThat(read.notes())
                .containsExactly(
                        "The file has no final marking: one token in q, the only place that no arc leaves, was taken.");
        assertThat(read.net().initial()).isEqualTo(Marking.of(2, 0));
        assertThat(read.net().finalMarking()).isEqualTo(Marking.of(0, 1));
        assertThat(((Optimal) Aligner.of(read.net(), 100).align(List.of("a"))).cost())
                .isZero();
    }

    @Test
    void aTransitionIsSilentByToolOrByItsMissingName() {
        for (String silent : List.of(
                "<name><text/></name>",
                "",
                "<name><text>a</text></name><toolspecific tool='x' activity='$invisible$'/>",
                "<name><text>a</text></name><toolspecific><property key='invisible'>true</property></toolspecific>")) {
            assertThat(pnml(NET.replace("<name><text>a</text></name>", silent))
                            .net()
                            .labels())
                    .as(silent)
                    .isEmpty();
        }
        assertThat(pnml(NET).net().labels()).containsExactly("a");
    }

    @Test
    void netsThatCannotBeUsedAreRefusedWithTheirPlace() {
        assertThatThrownBy(
                        () -> pnml(NET.replace("<text>2</text></initialMarking>", "<text>0</text></initialMarking>")))
                .hasMessage(
                        "Invalid process model net.pnml: line 1: no place has an initial marking; say where a case starts");
        assertThatThrownBy(() -> pnml(NET.replace("source=\"t\" target=\"q\"", "source=\"t\" target=\"x\"")))
                .hasMessage("Invalid process model net.pnml: line 5:"
                        + " an arc from t to x, expected one of a place and a transition each");
        assertThatThrownBy(() -> pnml(NET.replace("<text>2</text></inscription>", "<text>-1</text></inscription>")))
                .hasMessageContaining("line 4: '-1' is negative");
        assertThatThrownBy(() -> pnml(NET.replace("<text>2</text></inscription>", "<text>x</text></inscription>")))
                .hasMessageContaining("line 4: 'x' is no number of tokens");
        assertThatThrownBy(() -> pnml(NET.replace("</page>", "<arc source='q' target='t'/></page>")))
                .hasMessageContaining("no final marking, and 0 places without leaving arc []: say where a case ends");
        assertThatThrownBy(() ->
                        pnml(NET.replace("</page>", "</page><finalmarkings><marking/><marking/></finalmarkings>")))
                .hasMessageContaining("2 final markings, expected one");
        assertThatThrownBy(() -> pnml(NET.replace("</page>", "<place id='t'/></page>")))
                .hasMessageContaining("a second node with id t");
        assertThatThrownBy(() -> pnml(NET.replace("<arc id=\"2\"", "<arc id=\"2\" kind='x'")
                        .replace("target=\"q\"/>", "target=\"q\"><arctype><text>inhibitor</text></arctype></arc>")))
                .hasMessageContaining("an arc that is not plain (inhibitor)");
        assertThatThrownBy(() -> pnml("<pnml/>")).hasMessageContaining("expected <pnml> with one <net>");
    }

    @ParameterizedTest
    @CsvSource({
        "bpic2013/bpic2013_incidents-imf.ptml, 3",
        "receipt/receipt-imf.ptml, 25",
        "synthetic-noise/a12/a12.ptml, 12",
        "running-example/running-example.ptml, 8"
    })
    void theShortestRunOfATreeIsThatOfItsNet(String file, int labels) throws IOException {
        try (InputStream in = Files.newInputStream(TestData.file(file))) {
            ProcessTree tree = PtmlReader.read(file, in);

            assertThat(tree.labels()).hasSize(labels);
            assertThat(tree.shortestRun())
                    .isEqualTo(Aligner.of(tree.net(), Aligner.DEFAULT_BUDGET).shortestRun());
        }
    }

    @Test
    void treesThatCannotBeUsedAreRefusedWithTheirPlace() {
        String loop = "<ptml><processTree root='r'>\n<xorLoop id='r'/>\n<manualTask id='a' name='a'/>\n"
                + "<automaticTask id='b' name='tau'/>\n<parentsNode sourceId='r' targetId='a'/>"
                + "<parentsNode sourceId='r' targetId='b'/></processTree></ptml>";

        assertThat(ptml(loop)).hasToString("a+");
        assertThatThrownBy(() -> ptml(loop.replace("xorLoop", "or")))
                .hasMessage("Invalid process model tree.ptml: line 2: node type <or> is not supported;"
                        + " use sequence, xor, and, xorLoop");
        assertThatThrownBy(() -> ptml(loop.replace("targetId='b'", "targetId='a'")))
                .hasMessageContaining("line 3: node a has two parents");
        assertThatThrownBy(() -> ptml(loop.replace("targetId='b'", "targetId='c'")))
                .hasMessageContaining("line 2: there is no node with id c");
        assertThatThrownBy(() -> ptml(loop.replace("root='r'", "root='a'")))
                .hasMessageContaining("node r is not below the root");
        assertThatThrownBy(() -> ptml(loop.replace("<parentsNode sourceId='r' targetId='b'/>", "")))
                .hasMessageContaining("line 2: an xorLoop with 1 children, expected body, redo and exit");
        assertThatThrownBy(() -> ptml(loop.replace("name='a'", "name=''")))
                .hasMessageContaining("line 3: a manualTask without name");
        assertThatThrownBy(() -> ptml(loop.replace("targetId='b'", "targetId='r'")))
                .hasMessageContaining("two parents");
    }

    @Test
    void foreignEntitiesAndCutFilesAreRefusedByBothReaders() {
        for (String xml : List.of("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>")) {
            assertThat(catchThrowableOfType(MalformedFileException.class, () -> pnml(xml))
                            .reason())
                    .isEqualTo(Reason.DOCTYPE);
            assertThat(catchThrowableOfType(MalformedFileException.class, () -> ptml(xml))
                            .reason())
                    .isEqualTo(Reason.DOCTYPE);
        }
        assertThat(catchThrowableOfType(MalformedFileException.class, () -> pnml(NET.substring(0, 200)))
                        .reason())
                .isEqualTo(Reason.TRUNCATED);
        assertThat(catchThrowableOfType(MalformedFileException.class, () -> ptml("<ptml>" + "<a>".repeat(100_000)))
                        .reason())
                .isEqualTo(Reason.LIMIT);
        assertThat(catchThrowableOfType(
                                MalformedFileException.class, () -> ptml("<ptml>" + "x".repeat(70_000) + "</ptml>"))
                        .reason())
                .isEqualTo(Reason.LIMIT);
    }

    private static ReadNet pnml(String xml) {
        try {
            return PnmlReader.read("net.pnml", bytes(xml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessTree ptml(String xml) {
        try {
            return PtmlReader.read("tree.ptml", bytes(xml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream bytes(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }
}
