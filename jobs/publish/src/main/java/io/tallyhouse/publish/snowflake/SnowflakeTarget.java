package io.tallyhouse.publish.snowflake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to publish. Database and schema exist already; tables are created when they are missing.
 *
 * @param url JDBC URL, for instance {@code jdbc:snowflake://ACCOUNT.snowflakecomputing.com}; without TLS only on this machine
 * @param user to log in with
 * @param credentials of the user
 * @param database holds the schema
 * @param schema holds the tables
 * @param warehouse that computes; null for the user's own
 * @param role to use; null for the user's own
 * @param region where the account lies, in the words of the marts' column {@code region}
 */
public record SnowflakeTarget(
        String url,
        String user,
        SnowflakeCredentials credentials,
        String database,
        String schema,
        @Nullable String warehouse,
        @Nullable String role,
        String region) {
    private static final Pattern PLAIN = Pattern.compile("(?i)jdbc:snowflake://http://([^:/?]+).*|.*[?&]ssl=off.*");

    public SnowflakeTarget {
        if (!url.startsWith("jdbc:snowflake://")) {
            throw new IllegalArgumentException(
                    "Invalid snowflake.url " + url + ": it must begin with jdbc:snowflake://");
        }
        Matcher plain = PLAIN.matcher(url);
        if (plain.matches() && !isLoopback(url)) {
            throw new IllegalArgumentException(
                    "Invalid snowflake.url " + url + ": without TLS only 127.0.0.1 and localhost are allowed");
        }
    }

    /** Database and schema. */
    String place() {
        return database + "." + schema;
    }

    private static boolean isLoopback(String url) {
        return url.matches("(?i)jdbc:snowflake://(http://)?(127\\.0\\.0\\.1|localhost)([:/?].*)?");
    }
}
