package io.tallyhouse.sources.redact;

import java.util.List;

/** International bank account numbers (ISO 13616) in one piece or in groups, known by the remainder 1 modulo 97. */
final class IbanFinder {
    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;

    private IbanFinder() {}

    static void find(String text, List<PiiSpan> spans) {
        int i = 0;
        while (i + SHORTEST <= text.length()) {
            int end = isStart(text, i) ? longest(text, i) : -1;
            if (end > 0) {
                spans.add(new PiiSpan(PiiKind.IBAN, i, end));
                i = end;
            } else {
                i++;
            }
        }
    }

    private static boolean isStart(String text, int i) {
        return (i == 0 || !isAlphanumeric(text.charAt(i - 1)))
                && isLetter(text.charAt(i))
                && isLetter(text.charAt(i + 1))
                && isDigit(text.charAt(i + 2))
                && isDigit(text.charAt(i + 3));
    }

    /** End of the longest valid number that begins at i and ends with a word; -1 when there is none. */
    private static int longest(String text, int i) {
        StringBuilder compact = new StringBuilder(LONGEST);
        int found = -1;
        int p = i;
        while (p < text.length() && compact.length() < LONGEST) {
            char c = text.charAt(p);
            if (isAlphanumeric(c)) {
                compact.append(c);
                boolean wordEnds = p + 1 == text.length() || !isAlphanumeric(text.charAt(p + 1));
                if (wordEnds && compact.length() >= SHORTEST && mod97(compact) == 1) {
                    found = p + 1;
                }
            } else if (c != ' ' && c != '-' || !isAlphanumeric(text.charAt(p - 1))) {
                break;
            }
            p++;
        }
        return found;
    }

    private static int mod97(CharSequence iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
            remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
        }
        return remainder;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(char c) {
        return isLetter(c) || isDigit(c);
    }
}
