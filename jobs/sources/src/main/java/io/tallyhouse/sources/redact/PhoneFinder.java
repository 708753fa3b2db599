package io.tallyhouse.sources.redact;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Phone numbers: digits that are a valid number internationally or in one of the regions, and digits in groups or after a plus
 * that have a possible length there. The second kind casts a wider net on purpose: redacting an order number costs little,
 * keeping a phone number costs trust. Dates, decimal numbers and IP addresses look like groups of digits and are left alone.
 */
final class PhoneFinder {
    private static final int FEWEST_DIGITS = 7;
    private static final Pattern DATE =
            Pattern.compile("\\d{4}([-./])\\d{1,2}\\1\\d{1,2}|\\d{1,2}([-./])\\d{1,2}\\2\\d{4}");
    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern IP = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

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
        if (digits(text) < FEWEST_DIGITS) {
            return;
        }
        for (String region : regions) {
            for (PhoneNumberMatch match : phones.findNumbers(text, region, Leniency.POSSIBLE, Long.MAX_VALUE)) {
                if (isPhone(match)) {
                    spans.add(new PiiSpan(PiiKind.PHONE, match.start(), match.end()));
                }
            }
        }
    }

    private boolean isPhone(PhoneNumberMatch match) {
        String raw = match.rawString();
        if (digits(raw) < FEWEST_DIGITS
                || DATE.matcher(raw).matches()
                || DECIMAL.matcher(raw).matches()
                || IP.matcher(raw).matches()) {
            return false;
        }
        boolean grouped = digits(raw) < raw.length();
        return grouped || phones.isValidNumber(match.number());
    }

    private static long digits(String text) {
        return text.chars().filter(Character::isDigit).count();
    }
}
