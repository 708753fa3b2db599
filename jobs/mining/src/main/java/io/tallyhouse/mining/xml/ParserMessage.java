package io.tallyhouse.mining.xml;

import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/** Puts the parser's own words into ours: one line, without its place (which is told apart) and its unfinished sentences. */
final class ParserMessage {
    private ParserMessage() {}

    static String of(XMLStreamException e) {
        String message = raw(e);
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("entit")) {
            return "an entity that is not one of &amp; &lt; &gt; &quot; &apos; or a character number; write the character itself";
        }
        return "not well-formed XML (" + message + ")";
    }

    static boolean saysEndOfInput(XMLStreamException e) {
        return raw(e).toLowerCase(Locale.ROOT).contains("end-of-input");
    }

    private static String raw(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int marker = message.indexOf("Message: ");
        String told = marker < 0 ? message : message.substring(marker + "Message: ".length());
        int place = told.indexOf("\n at [");
        String oneLine = (place < 0 ? told : told.substring(0, place)).strip().replace('\n', ' ');
        return oneLine.length() > 300 ? oneLine.substring(0, 300) + "…" : oneLine;
    }
}
