package io.tallyhouse.publish.duckdb;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query that was refused or failed. The message says what, why, the nearest valid name and what to do next. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String LIST = " See what there is: tallyhouse query \"SHOW TABLES\"";
    private static final Pattern FIRST_SENTENCE = Pattern.compile("^([A-Za-z ]+ Error: )?([^\n]+)");
    private static final Pattern FILE_AS_TABLE = Pattern.compile("Table with name \\S*[/\\\\]\\S* does not exist");
    private static final Pattern NEAREST =
            Pattern.compile("(?:Did you mean|Candidate (?:bindings|tables):(?: :)?) (\"[^\"\n]+\")");

    private QueryException(String message) {
        super(message);
    }

    private QueryException(String message, Throwable cause) {
        super(message, cause);
    }

    static QueryException notASelect() {
        return new QueryException(
                "Cannot run the query: it does more than select; the marts are read only, and files, settings"
                        + " and extensions are closed." + LIST);
    }

    static QueryException statements(int count) {
        return new QueryException(
                count == 0
                        ? "Cannot run the query: it is empty." + LIST
                        : "Cannot run the query: it holds " + count
                                + " statements, one is allowed. Give them to tallyhouse query one by one");
    }

    static QueryException syntax(String message) {
        return new QueryException("Cannot run the query: " + message + ". Mend the SQL and run it again");
    }

    static QueryException failed(SQLException cause, QueryLimits limits) {
        String message = String.valueOf(cause.getMessage()).strip();
        if (message.contains("INTERRUPT")) {
            return new QueryException(
                    "Cannot run the query: it took longer than "
                            + limits.timeout().toSeconds() + " s. Ask for less, or filter by period",
                    cause);
        }
        if (message.startsWith("Out of Memory")) {
            return new QueryException(
                    "Cannot run the query: it needs more memory than " + limits.memory()
                            + ". Ask for less, or aggregate",
                    cause);
        }
        if (message.contains("disabled by configuration")
                || FILE_AS_TABLE.matcher(message).find()) {
            return new QueryException(
                    "Cannot run the query: it reaches outside the marts, and files and network are closed." + LIST,
                    cause);
        }
        return new QueryException("Cannot run the query: " + reason(message) + nearest(message) + LIST, cause);
    }

    private static String reason(String message) {
        Matcher first = FIRST_SENTENCE.matcher(message);
        String sentence = first.find() ? first.group(2) : message;
        return sentence.replaceAll("[!.]$", "");
    }

    private static String nearest(String message) {
        Matcher nearest = NEAREST.matcher(message);
        return nearest.find() ? "; did you mean " + nearest.group(1).strip() + "?" : ".";
    }
}
