package io.tallyhouse.sources.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
    private static final Redactor REDACTOR = new Redactor(Redactor.DEFAULT_REGIONS);

    /** Test numbers that card schemes, the IBAN registry and regulators publish for such use. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mail anna.o'neil+x@mail.example.co.uk, please | mail [EMAIL], please
            Jürgen <jürgen@müller.example>                | Jürgen <[EMAIL]>
            card 4111 1111 1111 1111 expired              | card [CARD] expired
            card 4111-1111-1111-1112 expired              | card 4111-1111-1111-1112 expired
            amex 378282246310005.                         | amex [CARD].
            to GB82 WEST 1234 5698 7654 32 today          | to [IBAN] today
            to de89370400440532013000 today               | to [IBAN] today
            to GB82WEST12345698765431 today               | to GB82WEST12345698765431 today
            call +49 30 901820 or (201) 555-0123          | call [PHONE] or [PHONE]
            call 020 7946 0958 now                        | call [PHONE] now
            INC0000045 opened 2026-03-31 at 10.20.30.40   | INC0000045 opened 2026-03-31 at 10.20.30.40
            5 users, 1200 seconds, 3 @ 10                 | 5 users, 1200 seconds, 3 @ 10
            """)
    void replacesWhatIsPersonal(String text, String redacted) {
        assertThat(REDACTOR.redact(text, kind -> {})).isEqualTo(redacted);
    }

    @Test
    void tellsEachFind() {
        List<PiiKind> found = new ArrayList<>();
        REDACTOR.redact("a@b.example c@d.example 4111111111111111", found::add);
        assertThat(found).containsExactly(PiiKind.EMAIL, PiiKind.EMAIL, PiiKind.CARD);
    }

    @Test
    void refusesARegionThatDoesNotExist() {
        assertThatThrownBy(() -> new Redactor(List.of("UK")))
                .hasMessage("Invalid phone region \"UK\": expected an ISO 3166 code such as US, GB or DE");
    }

    /**
     * Measured: everything but 3 of 228 phone numbers is found (Norwegian ones of six digits). Two thirds of the finds that are
     * no phone number are US social security numbers, the rest house numbers and postcodes in sequence.
     */
    @Test
    void recallAndPrecisionOnLabelledTexts() throws IOException {
        LabelledSet large = new LabelledSet(
                "presidio-research.generated_large.part1.jsonl",
                "presidio-research.generated_large.part2.jsonl",
                "presidio-research.generated_large.part3.jsonl");
        LabelledSet second = new LabelledSet(
                "presidio-research.synth_dataset_v2.part1.jsonl", "presidio-research.synth_dataset_v2.part2.jsonl");
        check(large, 58, 28, 212, 136);
        check(second, 49, 21, 136, 92);
    }

    private static void check(LabelledSet set, int emails, int ibans, int cards, int phones) {
        List<String> mistakes = new ArrayList<>();
        Map<PiiKind, LabelledSet.Score> scores = set.score(REDACTOR, mistakes);
        System.out.println("Redaction of " + set.size() + " labelled texts: " + scores);
        assertThat(scores.values()).extracting(LabelledSet.Score::marked).containsExactly(emails, ibans, cards, phones);
        for (PiiKind kind : List.of(PiiKind.EMAIL, PiiKind.IBAN, PiiKind.CARD)) {
            assertThat(scores.get(kind).recall()).as("%s %s", kind, mistakes).isEqualTo(1.0);
            assertThat(scores.get(kind).precision()).as("%s %s", kind, mistakes).isEqualTo(1.0);
        }
        assertThat(scores.get(PiiKind.PHONE).recall()).isGreaterThanOrEqualTo(0.97);
        assertThat(scores.get(PiiKind.PHONE).precision()).isGreaterThanOrEqualTo(0.56);
    }
}
