package io.tallyhouse.sources.xes;

import io.tallyhouse.mining.log.LoggedTime;
import io.tallyhouse.mining.log.XesEvent;
import io.tallyhouse.mining.log.XesHandler;
import io.tallyhouse.mining.log.XesTrace;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.record.RecordReader;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands the events of a log on as records, and remembers the first time that is none. */
final class EventRecords implements XesHandler {
    private final String log;
    private final RecordReader records;
    private final Set<String> cases = new HashSet<>();
    private boolean repeated;
    private long untimedLine;

    EventRecords(String log, RecordReader records) {
        this.log = log;
        this.records = records;
    }

    /** Line of the first event without a readable time; 0 when there is none. */
    long untimedLine() {
        return untimedLine;
    }

    @Override
    public void trace(XesTrace trace) {
        repeated = trace.named() && !cases.add(trace.key());
    }

    @Override
    public void event(XesTrace trace, XesEvent event) {
        LoggedTime time = event.time();
        if (!time.isReadable()) {
            // The whole log is refused at its end, with the count.
            untimedLine = untimedLine == 0 ? event.line() : untimedLine;
            return;
        }
        @Nullable String[] texts = new @Nullable String[records.width()];
        texts[position("log")] = log;
        texts[position("case_id")] = trace.named() ? trace.key() : null;
        texts[position("position")] = Integer.toString(event.position());
        texts[position("activity")] = event.activity();
        texts[position("transition")] = event.transition();
        texts[position("at")] = time.raw();
        texts[position("resource")] = event.resource();
        texts[position("team")] = event.group();
        texts[position("instance")] = event.instance();
        if (repeated) {
            String message = "Invalid case \"" + trace.key() + "\": an earlier trace of this log has the same name";
            records.reject(event.line(), Reason.REPEATED_CASE, message, records.excerpt(texts));
        } else {
            records.read(event.line(), texts, () -> records.excerpt(texts));
        }
    }

    private int position(String column) {
        int position = records.position(column);
        if (position < 0) {
            throw new IllegalStateException("Cannot read event logs into a contract without column " + column);
        }
        return position;
    }
}
