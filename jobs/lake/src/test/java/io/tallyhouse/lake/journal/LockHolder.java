package io.tallyhouse.lake.journal;

import java.nio.file.Path;
import java.time.Instant;

/** Another process that wants the lock: exits 0 when it got it, 75 when it is held; with a second argument it stays. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws InterruptedException {
        try (WarehouseLock lock = WarehouseLock.take(Path.of(args[0]), "other", Instant.EPOCH)) {
            if (lock != null && args.length > 1) {
                System.out.print("held");
                System.out.flush();
                Thread.sleep(120_000);
            }
        } catch (WarehouseLock.HeldException e) {
            System.exit(75);
        }
        System.exit(0);
    }
}
