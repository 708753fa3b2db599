package io.tallyhouse.sources.record;

import io.tallyhouse.catalogue.contract.ContractColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over names and typed values, its first 128 bits as 32 hexadecimal digits.
 *
 * <p>Columns without a value take no part, so a file that lacks an optional column gives the same hash as one in which the
 * column is empty, and a contract may gain an optional column without changing earlier hashes. Texts are hashed after
 * redaction, so a hash gives nothing away about what was removed.
 */
final class ContentHash {
    private final List<String> names;
    private final MessageDigest digest;
    private final StringBuilder text = new StringBuilder(1024);

    ContentHash(List<ContractColumn> columns) {
        this.names = columns.stream().map(ContractColumn::name).toList();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    String of(@Nullable Object[] values) {
        text.setLength(0);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                String canonical = canonical(value);
                // The length makes it impossible that two different records read the same.
                text.append(names.get(i)).append('=').append(canonical.length()).append(':');
                text.append(canonical).append('\n');
            }
        }
        byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    private static String canonical(Object value) {
        if (value instanceof Instant time) {
            return Long.toString(
                    Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000));
        }
        if (value instanceof Double number) {
            // Its text differs between Java versions, its bits do not.
            return Long.toHexString(Double.doubleToLongBits(number));
        }
        return value instanceof BigDecimal amount ? amount.toPlainString() : value.toString();
    }
}
