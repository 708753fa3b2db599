package io.tallyhouse.app;

import io.tallyhouse.catalogue.config.Settings.AirflowSetting;
import io.tallyhouse.orchestration.AirflowClient;
import io.tallyhouse.orchestration.AirflowConnection;
import io.tallyhouse.orchestration.NightlyManifest;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The connection of section {@code airflow}, and the manifest that the deployed DAG reads. */
public final class Airflow {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Pattern DAILY = Pattern.compile("(\\d{1,2}) (\\d{1,2}) \\* \\* \\*");

    private Airflow() {}

    /** @throws UserError when address, password or manifest are wrong */
    public static AirflowClient client(House house, Secrets secrets) {
        AirflowSetting setting = house.catalogue().settings().airflow();
        String password = secrets.resolve("airflow.password", setting.password());
        return new AirflowClient(
                new AirflowConnection(address(setting.url()), setting.user(), password, ANSWER),
                manifest(house.home()));
    }

    /** @param home the checkout */
    public static NightlyManifest manifest(Path home) {
        try {
            return NightlyManifest.read(home.resolve(NightlyManifest.FILE));
        } catch (IOException e) {
            throw new UserError(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw UserError.usage("Invalid airflow.url " + url + ": " + e.getReason());
        }
    }

    /** The last time at or before now at which the schedule starts a night; empty unless it is a daily one. */
    public static Optional<Instant> lastStart(NightlyManifest manifest, Instant now) {
        String cron = manifest.schedule().cron();
        Matcher daily = DAILY.matcher(cron == null ? "" : cron);
        if (!daily.matches()) {
            return Optional.empty();
        }
        ZonedDateTime today = now.atZone(ZoneId.of(manifest.schedule().timezone()));
        ZonedDateTime start =
                today.with(LocalTime.of(Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1))));
        return Optional.of((start.isAfter(today) ? start.minusDays(1) : start).toInstant());
    }
}
