package io.tallyhouse.catalogue.config;

import io.tallyhouse.catalogue.yaml.Default;
import io.tallyhouse.catalogue.yaml.Place;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code tallyhouse.yaml}: what an organisation decides.
 *
 * @param organisation name and zone
 * @param playbooks playbook files with the day from which each is in force
 * @param datasets what differs from a dataset's contract, by {@code source/dataset}
 * @param stateMaps activities by source and state
 * @param logs process logs by the name of their landing folder
 * @param handlingDefaults signed minutes by activity, where a source measures none
 * @param targets targets by metric, for those the playbook does not name
 * @param baselines how baselines are frozen
 * @param hours how hours returned are estimated
 * @param limits shares above which a figure is qualified
 * @param airflow the server that runs the night
 * @param snowflake what is published to Snowflake
 */
public record Settings(
        Organisation organisation,
        List<PlaybookFile> playbooks,
        Map<String, DatasetSetting> datasets,
        Map<String, StateMap> stateMaps,
        Map<String, LogSetting> logs,
        Map<String, HandlingDefault> handlingDefaults,
        Map<String, Double> targets,
        Baselines baselines,
        Hours hours,
        Limits limits,
        AirflowSetting airflow,
        SnowflakeSetting snowflake) {

    /**
     * @param name as pages print it
     * @param zone zone in which periods are cut; UTC in this version
     * @param simulated whether every page says that the data is simulated
     */
    public record Organisation(
            String name,
            @Default("UTC") ZoneId zone,
            @Default("false") boolean simulated) {
        public Organisation {
            if (!zone.getId().equals("UTC")) {
                throw new IllegalArgumentException("zone must be UTC: periods in another zone are not supported");
            }
        }
    }

    /**
     * @param file relative to the configuration file that names it
     * @param effectiveFrom first day in force
     */
    public record PlaybookFile(String file, LocalDate effectiveFrom) {}

    /**
     * @param zone zone of wall-clock times
     * @param badShareLimit share of rejected records above which the dataset is blocked
     */
    public record DatasetSetting(
            @Nullable ZoneId zone, @Nullable Double badShareLimit) {}

    /**
     * @param once activities that should run once, for workflows that do not say
     * @param states by state as the source writes it
     */
    public record StateMap(List<String> once, Map<String, StateRule> states) {}

    /**
     * @param activity what is being done in the state
     * @param done whether the ticket is done in it
     */
    public record StateRule(
            String activity, @Default("false") boolean done) {}

    /**
     * @param withTransition whether a step is concept:name, a plus sign and lifecycle:transition, or concept:name alone
     * @param done steps that mean done, written like the step
     * @param once steps that should run once
     * @param timeout after which a case without a final step counts as completed
     */
    public record LogSetting(
            @Default("true") boolean withTransition,
            List<String> done,
            List<String> once,
            @Default("90d") Duration timeout) {}

    /**
     * @param minutes touch minutes of an event; null where the source measures them
     * @param low lower signed value
     * @param high upper signed value
     * @param orientationMinutes what a hand-over costs the new team, in minutes
     * @param signedBy who signed the values
     * @param signedOn when
     */
    public record HandlingDefault(
            @Nullable Double minutes,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double orientationMinutes,
            String signedBy,
            LocalDate signedOn) {}

    /** @param window length before a function's first go-live */
    public record Baselines(@Default("56d") Duration window) {}

    /**
     * @param estimator by function
     * @param draws of the bootstrap
     * @param seed of the bootstrap
     * @param paidHoursPerWeek cap where HR tells nothing
     */
    public record Hours(
            Map<String, Estimator> estimator,
            @Default("1999") int draws,
            @Default("20260101") long seed,
            @Default("40") double paidHoursPerWeek) {
        public Hours {
            if (draws < 1999) {
                throw new IllegalArgumentException("draws must be at least 1999, found " + draws);
            }
        }
    }

    /** How the headline is estimated. */
    public enum Estimator {
        STANDARDISED
    }

    /** @param missingSequenceShare of delivered and missing updates, above which the basis of a figure is mixed */
    public record Limits(@Default("0.05") double missingSequenceShare) {}

    /**
     * @param url of the API server
     * @param user to log in with
     * @param password a reference such as <code>${env:NAME}</code>
     */
    public record AirflowSetting(String url, String user, String password) {}

    /**
     * @param place where the section stands
     * @param url JDBC URL; null where nothing is published
     * @param user to log in with
     * @param password a reference such as <code>${env:NAME}</code>; null for a login by key
     * @param privateKeyFile PKCS#8 file in PEM; null for a login by password
     * @param privateKeyPassphrase reference to the passphrase of that file; null when it has none
     * @param database target database
     * @param schema target schema
     * @param warehouse that computes; null for the user's own
     * @param role to use; null for the user's own
     * @param region where the account lies, in the words of column {@code region}
     * @param groups groups of marts published
     */
    public record SnowflakeSetting(
            Place place,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable String privateKeyFile,
            @Nullable String privateKeyPassphrase,
            @Nullable String database,
            @Nullable String schema,
            @Nullable String warehouse,
            @Nullable String role,
            @Nullable String region,
            List<String> groups) {
        public SnowflakeSetting {
            if (!groups.isEmpty()
                    && (url == null || user == null || database == null || schema == null || region == null)) {
                throw new IllegalArgumentException("snowflake.groups need url, user, database, schema and region");
            }
            if (!groups.isEmpty() && (password == null) == (privateKeyFile == null)) {
                throw new IllegalArgumentException("snowflake.groups need either password or private_key_file");
            }
            if (privateKeyPassphrase != null && privateKeyFile == null) {
                throw new IllegalArgumentException("snowflake.private_key_passphrase needs private_key_file");
            }
        }
    }
}
