package io.tallyhouse.sources.redact;

import java.util.List;

/** Addresses around each at sign: linear in the text's length, whatever the text. */
final class EmailFinder {
    private static final String LOCAL_MARKS = ".!#$%&'*+/=?^_`{|}~-";
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 255;

    private EmailFinder() {}

    static void find(String text, List<PiiSpan> spans) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charAt(start - 1))) {
                start--;
            }
            while (start < at && !Character.isLetterOrDigit(text.charAt(start)) && text.charAt(start) != '_') {
                start++;
            }
            int end = domainEnd(text, at + 1);
            if (start < at && end > 0) {
                spans.add(new PiiSpan(PiiKind.EMAIL, start, end));
            }
        }
    }

    /** End of a domain with at least two labels, the last one of letters; -1 when there is none. */
    private static int domainEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < MAX_DOMAIN && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        int dot = text.lastIndexOf('.', end - 1);
        return dot > from && end - dot > 2 && Character.isLetter(text.charAt(dot + 1)) ? end : -1;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || LOCAL_MARKS.indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }
}
