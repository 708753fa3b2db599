package io.tallyhouse.sample.world;

import java.time.ZoneId;

/** Where a team sits; decides its office hours and its SLA calendar. */
public enum Region {
    /** Americas, on New York time. */
    US("America/New_York"),
    /** Europe, on Berlin time. */
    EU("Europe/Berlin"),
    /** Asia and Pacific, on Singapore time. */
    APAC("Asia/Singapore");

    private final String zone;

    Region(String zone) {
        this.zone = zone;
    }

    /** The IANA zone of the region's offices. */
    public ZoneId zone() {
        return ZoneId.of(zone);
    }
}
