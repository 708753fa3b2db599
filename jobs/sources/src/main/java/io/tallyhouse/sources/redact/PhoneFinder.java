package io.tallyhouse.sources.redact;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.List;

/** Phone numbers that are valid internationally or as dialled in one of the regions. */
final class PhoneFinder {
    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final List<String> regions;

    PhoneFinder(List<String> regions) {
        for (String region : regions) {
            if (!phones.getSupportedRegions().contains(region)) {
                throw new IllegalArgumentException(
                        "Invalid phone region \"" + region + "\": expected an ISO 3166 code such as US, GB or DE");
            }
        }
        this.regions = List.copyOf(regions);
    }

    void find(String text, List<PiiSpan> spans) {
        if (text.chars().filter(Character::isDigit).count() < 6) {
            return;
        }
        for (String region : regions) {
            for (PhoneNumberMatch match : phones.findNumbers(text, region, Leniency.VALID, Long.MAX_VALUE)) {
                spans.add(new PiiSpan(PiiKind.PHONE, match.start(), match.end()));
            }
        }
    }
}
