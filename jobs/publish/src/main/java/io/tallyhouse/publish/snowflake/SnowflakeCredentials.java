package io.tallyhouse.publish.snowflake;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How to log in. Secrets come from the caller, who has resolved their references, and are never printed. */
public sealed interface SnowflakeCredentials {
    /** @param password in clear */
    record Password(String password) implements SnowflakeCredentials {
        @Override
        public String toString() {
            return "Password[…]";
        }
    }

    /**
     * @param privateKey PKCS#8 file in PEM
     * @param passphrase of the file; null when it has none
     */
    record KeyPair(Path privateKey, @Nullable String passphrase) implements SnowflakeCredentials {
        @Override
        public String toString() {
            return "KeyPair[" + privateKey + ", …]";
        }
    }
}
