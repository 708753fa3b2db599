package io.tallyhouse.publish.snowflake;

/** Schemas of a fakesnow server as targets. */
final class Targets {
    private Targets() {}

    static SnowflakeTarget of(String url, String schema) {
        return new SnowflakeTarget(
                url, "fake", new SnowflakeCredentials.Password("snow"), "TALLYHOUSE", schema, null, null, "emea");
    }
}
