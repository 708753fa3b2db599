package io.tallyhouse.sources.redact;

import java.util.List;

/** Payment card numbers (ISO/IEC 7812): 12 to 19 digits, single blanks or dashes between them, valid after Luhn. */
final class CardFinder {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;

    private CardFinder() {}

    static void find(String text, List<PiiSpan> spans) {
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text.charAt(i)) || i > 0 && (isWord(text.charAt(i - 1)) || text.charAt(i - 1) == '+')) {
                i++;
                continue;
            }
            int end = longest(text, i);
            if (end > 0) {
                spans.add(new PiiSpan(PiiKind.CARD, i, end));
                i = end;
            } else {
                i++;
            }
        }
    }

    private static int longest(String text, int i) {
        int[] digits = new int[LONGEST];
        int n = 0;
        int found = -1;
        for (int p = i; p < text.length() && n < LONGEST; p++) {
            char c = text.charAt(p);
            if (isDigit(c)) {
                digits[n++] = c - '0';
                boolean ends = p + 1 == text.length() || !isWord(text.charAt(p + 1));
                if (ends && n >= SHORTEST && digits[0] != 0 && luhn(digits, n)) {
                    found = p + 1;
                }
            } else if (c != ' ' && c != '-' || !isDigit(text.charAt(p - 1))) {
                break;
            }
        }
        return found;
    }

    private static boolean luhn(int[] digits, int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            int digit = digits[n - 1 - i];
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
