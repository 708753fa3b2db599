package io.tallyhouse.sample.world;

import java.util.Locale;

/** Texts of prompts, some of them with personal data that has to be redacted and some with words of the yellow zone. */
final class PromptText {
    private static final String[] TOPICS = {
        "parcel not delivered",
        "login fails",
        "wrong size received",
        "voucher not accepted",
        "invoice missing",
        "address change",
        "double charge",
        "item damaged"
    };
    private static final String[] QUESTIONS = {
        "How long may a customer return shoes?",
        "Which carrier serves Norway on Saturdays?",
        "Where is the procedure for a lost parcel?",
        "What does payment code 51 mean?"
    };
    private static final String[] YELLOW = {"refund", "policy", "escalate"};

    /** A text and whether it holds a word of the yellow zone. */
    record Content(String text, boolean yellow) {}

    Content onTicket(Draw draw, TicketPlan plan) {
        StringBuilder text = new StringBuilder("Summarise ticket ")
                .append(plan.number())
                .append(": ")
                .append(TOPICS[draw.index(TOPICS.length)])
                .append('.');
        boolean yellow = draw.chance(0.10);
        if (yellow) {
            text.append(" The customer asks about ")
                    .append(YELLOW[draw.index(YELLOW.length)])
                    .append('.');
        }
        switch (draw.pick(0.90, 0.05, 0.03, 0.02)) {
            case 1 -> text.append(" Reply to ").append(email(draw)).append('.');
            case 2 -> text.append(" Call back on ").append(phone(draw)).append('.');
            case 3 -> text.append(" Paid with card ").append(card(draw)).append('.');
            default -> text.append(" No contact given.");
        }
        return new Content(text.toString(), yellow);
    }

    Content question(Draw draw) {
        return new Content(QUESTIONS[draw.index(QUESTIONS.length)], false);
    }

    private static String email(Draw draw) {
        return "customer" + draw.between(1_000, 9_999) + "@mail.example";
    }

    private static String phone(Draw draw) {
        return String.format(Locale.ROOT, "+1 212 555 %04d", draw.between(0, 9_999));
    }

    /** Sixteen digits that pass the check of Luhn, grouped by four. */
    private static String card(Draw draw) {
        int[] digits = new int[16];
        digits[0] = 4;
        for (int i = 1; i < 15; i++) {
            digits[i] = (int) draw.between(0, 9);
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int doubled = digits[i] * 2;
            sum += i % 2 == 0 ? doubled / 10 + doubled % 10 : digits[i];
        }
        digits[15] = (10 - sum % 10) % 10;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? " " : "").append(digits[i]);
        }
        return text.toString();
    }
}
