package io.tallyhouse.app;

import io.tallyhouse.catalogue.config.Settings.SnowflakeSetting;
import io.tallyhouse.publish.snowflake.SnowflakeCredentials;
import io.tallyhouse.publish.snowflake.SnowflakePublisher;
import io.tallyhouse.publish.snowflake.SnowflakeTarget;
import io.tallyhouse.terminal.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The connection of section {@code snowflake}, whose keys are complete where it names groups. */
final class Snowflake {
    private Snowflake() {}

    /** @throws UserError when address or secrets are wrong */
    static SnowflakePublisher publisher(SnowflakeSetting setting, Secrets secrets) {
        return new SnowflakePublisher(target(setting, secrets), (table, rows) -> {});
    }

    private static SnowflakeTarget target(SnowflakeSetting setting, Secrets secrets) {
        try {
            return new SnowflakeTarget(
                    Objects.requireNonNull(setting.url()),
                    Objects.requireNonNull(setting.user()),
                    credentials(setting, secrets),
                    Objects.requireNonNull(setting.database()),
                    Objects.requireNonNull(setting.schema()),
                    setting.warehouse(),
                    setting.role(),
                    Objects.requireNonNull(setting.region()));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + "; edit snowflake.url in the configuration");
        }
    }

    private static SnowflakeCredentials credentials(SnowflakeSetting setting, Secrets secrets) {
        String key = setting.privateKeyFile();
        if (key == null) {
            return new SnowflakeCredentials.Password(secrets.resolve("snowflake.password", setting.password()));
        }
        Path file = Path.of(key);
        if (!Files.isReadable(file)) {
            throw UserError.usage("Cannot read snowflake.private_key_file " + file
                    + "; write the path of a PKCS#8 file in PEM that this user can read");
        }
        String passphrase = setting.privateKeyPassphrase();
        return new SnowflakeCredentials.KeyPair(
                file, passphrase == null ? null : secrets.resolve("snowflake.private_key_passphrase", passphrase));
    }

    /** Which tables are meant, in one line, without the parameters of the address, which are not for journals and screens. */
    static String place(SnowflakeSetting setting) {
        return String.valueOf(setting.url()).replaceFirst("\\?.*", "") + " " + setting.database() + "."
                + setting.schema();
    }
}
